package dev.hawser.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class VerdictTest {
  @Test
  void aRetryWaitsFromNothingToAYear() {
    assertThat(new Verdict.Retry(Duration.ZERO, 0, false).delay()).isZero();
    assertThat(new Verdict.Retry(Duration.ofDays(365), 1, true).delay()).hasDays(365);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Verdict.Retry(Duration.ofNanos(-1), 0, false))
        .withMessage("delay PT-0.000000001S is not in PT0S-PT8760H");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Verdict.Retry(Duration.ofDays(365).plusNanos(1), 0, false))
        .withMessage("delay PT8760H0.000000001S is not in PT0S-PT8760H");
  }

  @Test
  void aRetryNamesAnEndpointCountedFromZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Verdict.Retry(Duration.ZERO, -1, false))
        .withMessage("endpoint -1 is negative");
  }
}
