package dev.hawser.reconnect;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class WaitTest {
  @Test
  void liesBetweenItsBounds() {
    Wait wait = Wait.between(ofSeconds(5), ofSeconds(30));
    assertThat(wait.at(0)).isEqualTo(ofSeconds(5));
    assertThat(wait.at(0.5)).isEqualTo(ofMillis(17_500));
    assertThat(wait.at(Math.nextDown(1.0))).isBetween(ofMillis(29_999), ofSeconds(30));
    assertThat(wait.elsewhereFirst()).isFalse();
  }

  @Test
  void boundsOutOfRangeAreRefusedByName() {
    assertThat(Wait.between(ZERO, ZERO).at(0.9)).isZero();
    assertThat(Wait.between(ofDays(1), ofDays(1)).at(0.9)).isEqualTo(ofDays(1));
    refuses("least PT-1S is not in PT0S-PT24H", () -> Wait.between(ofSeconds(-1), ofSeconds(1)));
    refuses("most PT1S is not in PT2S-PT24H", () -> Wait.between(ofSeconds(2), ofSeconds(1)));
    refuses("most PT48H is not in PT2S-PT24H", () -> Wait.between(ofSeconds(2), ofDays(2)));
  }

  private static void refuses(String message, Runnable call) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
  }
}
