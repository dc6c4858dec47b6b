package dev.hawser.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms, 0 ms",
    "999, 999 ms, 999 ms",
    "1000, 1 s, 1 s",
    "1099, 1 s, 1 s",
    "1100, '1.1 s', '1,1 s'",
    "7250, '7.2 s', '7,2 s'",
    "59999, '59.9 s', '59,9 s'",
    "60000, 1 min, 1 min",
    "60999, 1 min, 1 min",
    "61000, 1 min 1 s, 1 min 1 s",
    "3599999, 59 min 59 s, 59 min 59 s",
    "3600000, 1 h, 1 h",
    "3660000, 1 h 1 min, 1 h 1 min",
    "86399000, 23 h 59 min, 23 h 59 min",
    "86400000, 1 d, 1 j",
    "90000000, 1 d 1 h, 1 j 1 h",
    "183600000, 2 d 3 h, 2 j 3 h"
  })
  void durationsAreWrittenInTheirTwoLargestUnits(long millis, String english, String french) {
    Duration duration = Duration.ofMillis(millis);
    assertThat(Language.ENGLISH.duration(duration)).isEqualTo(english);
    assertThat(Language.FRENCH.duration(duration)).isEqualTo(french);
  }

  @Test
  void theBundleIsAskedForWithoutRoomForAFallback() {
    assertThat(Language.ENGLISH.bundle()).isEqualTo(Locale.ROOT);
    assertThat(Language.FRENCH.bundle()).isEqualTo(Locale.FRENCH);
  }
}
