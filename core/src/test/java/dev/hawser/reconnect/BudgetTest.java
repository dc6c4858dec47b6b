package dev.hawser.reconnect;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.SampleEndings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final Outage LONG =
      Outages.of(SampleEndings.dropped(), Integer.MAX_VALUE, Duration.ofDays(3650));

  @Test
  void withoutLimitsNothingIsEverSpentAndNobodyWaits() {
    assertThat(Budget.UNLIMITED.spentBy(LONG)).isNull();
    assertThat(Budget.UNLIMITED.wait(LONG)).isZero();
    assertThat(Budget.UNLIMITED.dialsRemembered()).isZero();
  }

  @Test
  void attemptsAreNamedBeforeTime() {
    Budget both = new Budget(2, ofSeconds(1), null);
    assertThat(both.spentBy(Outages.of(SampleEndings.dropped(), 3, ofSeconds(2))))
        .extracting(Verdict.GiveUp::why)
        .isEqualTo(Verdict.Reason.TOO_MANY_ATTEMPTS);
    assertThat(both.spentBy(Outages.of(SampleEndings.dropped(), 2, ofSeconds(1))))
        .extracting(Verdict.GiveUp::why)
        .isEqualTo(Verdict.Reason.DOWN_TOO_LONG);
  }

  @Test
  void aRateAsksForAsManyDialsAsItCounts() {
    Budget budget = new Budget(1, Budget.NEVER, new Rate(2, ofSeconds(10)));
    assertThat(budget.dialsRemembered()).isEqualTo(2);
    List<Duration> dials = List.of(ofSeconds(7), ofSeconds(3));
    assertThat(budget.wait(LONG.in(new Circumstances(Duration.ZERO, dials, false))))
        .isEqualTo(ofSeconds(3));
  }
}
