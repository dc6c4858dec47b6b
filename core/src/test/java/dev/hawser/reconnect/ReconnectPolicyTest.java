package dev.hawser.reconnect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.SampleEndings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReconnectPolicyTest {
  @Test
  void neverGivesUpAfterTheFirstEnding() {
    assertThat(ReconnectPolicy.never().decide(Outages.of(SampleEndings.dropped()), 0.5))
        .isEqualTo(new Verdict.GiveUp(Verdict.Reason.NEVER, "reconnecting is switched off"));
  }

  @Test
  void aLinkIsStableAfterTenSecondsUnlessThePolicySaysOtherwise() {
    assertThat(ReconnectPolicy.never().stableAfter()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void noDialIsRememberedUnlessThePolicyAsks() {
    assertThat(ReconnectPolicy.never().dialsRemembered()).isZero();
  }

  @Test
  void andJoinsTwoPolicies() {
    ReconnectPolicy first = Backoff.standard();
    assertThat(first.and(ReconnectPolicy.never()))
        .extracting(p -> p.decide(Outages.of(SampleEndings.dropped()), 0.5))
        .isInstanceOf(Verdict.GiveUp.class);
    assertThat(first.and(first).decide(Outages.of(SampleEndings.dropped()), 0.5))
        .isEqualTo(new Verdict.Retry(Duration.ofMillis(250), 0, false));
  }
}
