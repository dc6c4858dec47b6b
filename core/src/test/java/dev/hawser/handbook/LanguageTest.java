package dev.hawser.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class LanguageTest {
  @Test
  void everyFrenchSpeakingLocaleReadsFrench() {
    assertThat(Language.of(Locale.FRENCH)).isEqualTo(Language.FRENCH);
    assertThat(Language.of(Locale.CANADA_FRENCH)).isEqualTo(Language.FRENCH);
    assertThat(Language.of(Locale.forLanguageTag("fr-BE"))).isEqualTo(Language.FRENCH);
  }

  @Test
  void everyOtherLocaleReadsEnglish() {
    assertThat(Language.of(Locale.UK)).isEqualTo(Language.ENGLISH);
    assertThat(Language.of(Locale.GERMANY)).isEqualTo(Language.ENGLISH);
    assertThat(Language.of(Locale.ROOT)).isEqualTo(Language.ENGLISH);
  }

  @Test
  void theTagIsThatOfBcp47() {
    assertThat(Language.ENGLISH.tag()).isEqualTo("en");
    assertThat(Language.FRENCH.tag()).isEqualTo("fr");
  }

  @Test
  void theBundleIsAskedForWithoutRoomForAFallback() {
    assertThat(Language.ENGLISH.bundle()).isEqualTo(Locale.ROOT);
    assertThat(Language.FRENCH.bundle()).isEqualTo(Locale.FRENCH);
  }
}
