package dev.hawser.doctor.battery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.doctor.wire.Pace;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** No probe is given a moment that is later than the end of the examination. */
class BudgetTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final AtomicLong clock = new AtomicLong(-7);
  private final Pace pace = Pace.counted(clock::get);
  private final Budget budget = new Budget(2, Duration.ofSeconds(3), pace);
  private final long begun = pace.now();

  private void passes(long nanos) {
    for (long left = nanos; left > 0; left -= TimeUnit.MILLISECONDS.toNanos(10)) {
      clock.addAndGet(Math.min(left, TimeUnit.MILLISECONDS.toNanos(10)));
      pace.tick();
    }
  }

  @Test
  void aMomentIsSoFarAwayAsAskedOrTheLastOne() {
    assertThat(budget.in(2_000) - begun).isEqualTo(2 * SECOND);
    assertThat(budget.in(3_001) - begun).isEqualTo(3 * SECOND);
    passes(2 * SECOND);
    assertThat(budget.in(500) - begun).isEqualTo(2 * SECOND + SECOND / 2);
    assertThat(budget.in(2_000) - begun).isEqualTo(3 * SECOND);
    passes(4 * SECOND);
    assertThat(budget.in(2_000) - begun).isEqualTo(3 * SECOND);
  }

  @Test
  void tellsWhetherSomethingCanBeWaitedForInFull() {
    assertThat(budget.has(3_000)).isTrue();
    assertThat(budget.has(3_001)).isFalse();
    passes(SECOND);
    assertThat(budget.has(2_000)).isTrue();
    assertThat(budget.has(2_001)).isFalse();
  }

  @Test
  void connectionsAreUsedUp() {
    assertThat(budget.take()).isTrue();
    assertThat(budget.take()).isTrue();
    assertThat(budget.take()).isFalse();
  }

  @Test
  void noConnectionIsOpenedAfterTheEnd() {
    passes(3 * SECOND - 1);
    assertThat(budget.take()).isTrue();
    passes(1);
    assertThat(budget.take()).isFalse();
  }

  @Test
  void timeInWhichTheMachineStoodStillIsNotUsedUp() {
    clock.addAndGet(60 * SECOND);
    pace.tick();
    assertThat(budget.has(2_900)).isTrue();
    assertThat(budget.take()).isTrue();
  }
}
