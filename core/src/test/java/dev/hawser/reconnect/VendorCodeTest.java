package dev.hawser.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.handbook.Language;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VendorCodeTest {
  private static final Wait SECOND = Wait.between(Duration.ofSeconds(1), Duration.ofSeconds(2));

  @Test
  void holdsItsRangeAndNothingBesideIt() {
    VendorCode range = row(4100, 4199);
    assertThat(range.label()).isEqualTo("4100-4199");
    assertThat(range.width()).isEqualTo(100);
    assertThat(range.holds(4099)).isFalse();
    assertThat(range.holds(4100)).isTrue();
    assertThat(range.holds(4199)).isTrue();
    assertThat(range.holds(4200)).isFalse();
    assertThat(row(1000, 1000).label()).isEqualTo("1000");
    assertThat(row(1000, 4999).width()).isEqualTo(4000);
  }

  @Test
  void refusesWhatIsNoCode() {
    refuses("999-1000 is no code and no range within 1000-4999", () -> row(999, 1000));
    refuses("5000 is no code and no range within 1000-4999", () -> row(5000, 5000));
    refuses("4001-4000 is no code and no range within 1000-4999", () -> row(4001, 4000));
  }

  @Test
  void aWaitGoesWithRetryOnly() {
    assertThat(new VendorCode(4000, 4000, VendorAdvice.RETRY, SECOND, "A", "b", null).pause())
        .isEqualTo(SECOND);
    refuses(
        "4000: a wait goes with retry only, not with renew",
        () -> new VendorCode(4000, 4000, VendorAdvice.RENEW, SECOND, "A", "b", null));
  }

  @Test
  void refusesARowWithoutWords() {
    refuses(
        "4000 lacks its name or its meaning",
        () -> new VendorCode(4000, 4000, VendorAdvice.STOP, null, " ", "b", null));
    refuses(
        "4000 lacks its name or its meaning",
        () -> new VendorCode(4000, 4000, VendorAdvice.STOP, null, "A", "", null));
  }

  @Test
  void speaksFrenchWhereItCanAndEnglishElsewhere() {
    VendorCode both = new VendorCode(4000, 4000, VendorAdvice.STOP, null, "A", "stop", "arrêt");
    assertThat(both.meaning(Language.FRENCH)).isEqualTo("arrêt");
    assertThat(both.meaning(Language.ENGLISH)).isEqualTo("stop");
    assertThat(row(4000, 4000).meaning(Language.FRENCH)).isEqualTo("meaning");
  }

  @Test
  void rowsClashWhereNeitherLiesInsideTheOther() {
    assertThat(row(4000, 4010).clashesWith(row(4010, 4020))).isTrue();
    assertThat(row(4010, 4020).clashesWith(row(4000, 4010))).isTrue();
    assertThat(row(4000, 4010).clashesWith(row(4011, 4020))).isFalse();
    assertThat(row(4011, 4020).clashesWith(row(4000, 4010))).isFalse();
    assertThat(row(4000, 4010).clashesWith(row(4000, 4010))).isTrue();
    assertThat(row(4000, 4010).clashesWith(row(4000, 4009))).isFalse();
    assertThat(row(4001, 4010).clashesWith(row(4000, 4010))).isFalse();
    assertThat(row(4000, 4010).clashesWith(row(3995, 4004))).isTrue();
    assertThat(row(4000, 4010).clashesWith(row(4005, 4011))).isTrue();
  }

  @Test
  void becomesAdviceThatNamesTheVendor() {
    assertThat(row(4000, 4000).row("Acme"))
        .isEqualTo(new Advice.Row(true, "Acme calls it 'Name' and asks to come back", false));
    assertThat(new VendorCode(4000, 4000, VendorAdvice.RENEW, null, "A", "b", null).row("Acme"))
        .isEqualTo(new Advice.Row(false, "Acme calls it 'A' and asks to stop", true));
    assertThat(new VendorCode(4000, 4000, VendorAdvice.STOP, null, "A", "b", null).row("Acme"))
        .isEqualTo(new Advice.Row(false, "Acme calls it 'A' and asks to stop", false));
  }

  private static VendorCode row(int first, int last) {
    return new VendorCode(first, last, VendorAdvice.RETRY, null, "Name", "meaning", null);
  }

  private static void refuses(String message, Runnable made) {
    assertThatIllegalArgumentException().isThrownBy(made::run).withMessage(message);
  }
}
