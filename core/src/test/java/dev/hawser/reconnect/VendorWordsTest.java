package dev.hawser.reconnect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.handbook.Language;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class VendorWordsTest {
  @Test
  void eachAdviceHasItsWordsInBothLanguages() {
    assertThat(row(VendorAdvice.RETRY, null).advice(Language.ENGLISH)).isEqualTo("reconnect");
    assertThat(row(VendorAdvice.RETRY, null).advice(Language.FRENCH)).isEqualTo("se reconnecter");
    assertThat(row(VendorAdvice.RENEW, null).advice(Language.ENGLISH))
        .isEqualTo("get new credentials, then reconnect once");
    assertThat(row(VendorAdvice.STOP, null).advice(Language.FRENCH)).isEqualTo("s'arrêter");
  }

  @Test
  void aWaitIsNamedWithItsUnits() {
    Wait wait = Wait.between(Duration.ofMillis(500), Duration.ofMinutes(1));
    assertThat(row(VendorAdvice.RETRY, wait).advice(Language.ENGLISH))
        .isEqualTo("reconnect after a random wait of 500\u00a0ms to 60\u00a0s");
  }

  @Test
  void englishStaysEnglishOnAFrenchMachine() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.FRANCE);
    try {
      assertThat(row(VendorAdvice.RENEW, null).advice(Language.ENGLISH)).startsWith("get new");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static VendorCode row(VendorAdvice advice, Wait wait) {
    return new VendorCode(4000, 4000, advice, wait, "N", "m", null);
  }
}
