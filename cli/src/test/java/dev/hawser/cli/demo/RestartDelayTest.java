package dev.hawser.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.Parting;
import dev.hawser.cli.Partings;
import dev.hawser.close.CloseCode;
import dev.hawser.close.Initiator;
import dev.hawser.reconnect.Outage;
import dev.hawser.reconnect.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartDelayTest {
  private final RestartDelay policy =
      new RestartDelay(Duration.ofMillis(500), Duration.ofMillis(1_500));

  private Duration delay(Parting parting, double dice) {
    Outage outage =
        new Outage(
            1,
            Duration.ZERO,
            List.of(parting.ending()),
            false,
            0,
            1,
            Duration.ofSeconds(3),
            Instant.EPOCH);
    return ((Verdict.Retry) policy.decide(outage, dice)).delay();
  }

  @Test
  void spreadsTheWaitAfter1012OverItsBounds() {
    Parting restart = Partings.closed(Initiator.PEER, CloseCode.SERVICE_RESTART);
    assertThat(delay(restart, 0)).isEqualTo(Duration.ofMillis(500));
    assertThat(delay(restart, 0.25)).isEqualTo(Duration.ofMillis(750));
    assertThat(delay(restart, 0.999)).isBetween(Duration.ofMillis(1_498), Duration.ofMillis(1_500));
  }

  @Test
  void addsNothingToWhatTheOtherPolicyWaitsAfterAnythingElse() {
    assertThat(delay(Partings.dropped(), 0.9)).isZero();
    assertThat(delay(Partings.closed(Initiator.PEER, CloseCode.BAD_GATEWAY), 0.9)).isZero();
    assertThat(policy.stableAfter()).isZero();
  }

  @Test
  void refusesBoundsThatAreNoRange() {
    assertThatThrownBy(() -> new RestartDelay(Duration.ofMillis(2), Duration.ofMillis(1)))
        .hasMessageContaining("PT0.002S-PT0.001S");
    assertThatThrownBy(() -> new RestartDelay(Duration.ofMillis(-2), Duration.ofMillis(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
