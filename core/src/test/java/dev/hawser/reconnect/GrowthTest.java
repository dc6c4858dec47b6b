package dev.hawser.reconnect;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class GrowthTest {
  private static final double SECOND = 1e9;

  @Test
  void exponentialWindowsDoubleUpToTheCap() {
    Growth growth = Growth.exponential(ofMillis(500), ofSeconds(3));
    assertThat(growth.window(1)).isEqualTo(0.5 * SECOND);
    assertThat(growth.window(2)).isEqualTo(SECOND);
    assertThat(growth.window(3)).isEqualTo(2 * SECOND);
    assertThat(growth.window(4)).isEqualTo(3 * SECOND);
    assertThat(growth.window(Integer.MAX_VALUE)).isEqualTo(3 * SECOND);
  }

  @Test
  void aConstantWindowNeverGrows() {
    Growth growth = Growth.constant(ofSeconds(5));
    assertThat(growth.window(1)).isEqualTo(5 * SECOND);
    assertThat(growth.window(1_000)).isEqualTo(5 * SECOND);
  }

  @Test
  void theRfcsScheduleBeginsWithFiveSecondsAndIsTruncatedAtAMinute() {
    Growth growth = Growth.rfc6455();
    assertThat(growth.window(1)).isEqualTo(5 * SECOND);
    assertThat(growth.window(2)).isEqualTo(10 * SECOND);
    assertThat(growth.window(4)).isEqualTo(40 * SECOND);
    assertThat(growth.window(5)).isEqualTo(60 * SECOND);
  }

  @Test
  void theMultiplierChangesItselfAlone() {
    assertThat(Growth.exponential(ofSeconds(1), ofSeconds(9)).multiplier(3))
        .isEqualTo(new Growth(ofSeconds(1), ofSeconds(9), 3));
  }

  @Test
  void valuesOutOfRangeAreRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Growth.constant(ofDays(2)))
        .withMessage("base PT48H is not in PT0.001S-PT24H");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Growth.exponential(ofSeconds(2), ofSeconds(1)))
        .withMessage("cap PT1S is not in PT2S-PT24H");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Growth.constant(ofSeconds(1)).multiplier(0.5))
        .withMessage("multiplier 0.5 is not in 1-10");
  }
}
