package dev.hawser.reconnect;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class RateTest {
  private static final Rate THREE_A_MINUTE = new Rate(3, ofSeconds(60));

  @Test
  void nobodyWaitsWhileTheBudgetLasts() {
    assertThat(THREE_A_MINUTE.wait(List.of())).isZero();
    assertThat(THREE_A_MINUTE.wait(List.of(ofSeconds(2), ofSeconds(1)))).isZero();
  }

  @Test
  void waitsUntilTheOldestDialThatCountsHasLeftTheWindow() {
    assertThat(THREE_A_MINUTE.wait(List.of(ofSeconds(59), ofSeconds(2), ofSeconds(1))))
        .isEqualTo(ofSeconds(1));
    assertThat(THREE_A_MINUTE.wait(List.of(ofSeconds(60), ofSeconds(2), ofSeconds(1)))).isZero();
    assertThat(THREE_A_MINUTE.wait(List.of(ofSeconds(61), ofSeconds(2), ofSeconds(1)))).isZero();
    assertThat(
            THREE_A_MINUTE.wait(List.of(ofSeconds(50), ofSeconds(40), ofSeconds(2), ofSeconds(1))))
        .isEqualTo(ofSeconds(20));
  }

  @Test
  void valuesOutOfRangeAreRefusedByName() {
    assertThat(new Rate(1, ofMillis(1)).wait(List.of(ZERO))).isEqualTo(ofMillis(1));
    assertThat(new Rate(64, ofDays(1)).dials()).isEqualTo(64);
    refuses("dials 0 is not in 1-64", () -> new Rate(0, ofSeconds(1)));
    refuses("dials 65 is not in 1-64", () -> new Rate(65, ofSeconds(1)));
    refuses("window PT0.000999999S is not in PT0.001S-PT24H", () -> new Rate(1, ofNanos(999_999)));
    refuses("window PT48H is not in PT0.001S-PT24H", () -> new Rate(1, ofDays(2)));
  }

  private static void refuses(String message, Runnable call) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
  }
}
