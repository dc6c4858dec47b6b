package dev.hawser.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClocksTest {
  private static final Instant THEN = Instant.parse("2030-01-01T00:00:00Z");
  private static final long SECOND = 1_000_000_000;

  private final Clocks clocks = new Clocks(Long.MAX_VALUE, THEN);

  private Duration asleep(long nanos, long wallNanos) {
    return clocks.asleep(Long.MAX_VALUE + nanos, THEN.plusNanos(wallNanos));
  }

  private void look(long nanos, long wallNanos) {
    clocks.look(Long.MAX_VALUE + nanos, THEN.plusNanos(wallNanos));
  }

  @Test
  void clocksThatPartByTwoSecondsHaveNotJumpedAndByMoreTheMachineSlept() {
    assertThat(asleep(SECOND, 3 * SECOND)).isNull();
    assertThat(asleep(SECOND, 3 * SECOND + 1)).isEqualTo(Duration.ofSeconds(2).plusNanos(1));
  }

  @Test
  void aWallClockThatWasSetBackIsNoSleep() {
    assertThat(asleep(3 * SECOND, SECOND)).isNull();
    assertThat(asleep(3 * SECOND, SECOND - 1)).isZero();
  }

  @Test
  void whoeverDidNotLookForMoreThanTenSecondsStoodStill() {
    assertThat(asleep(10 * SECOND, 10 * SECOND)).isNull();
    assertThat(asleep(10 * SECOND + 1, 10 * SECOND)).isEqualTo(Duration.ofSeconds(10).plusNanos(1));
  }

  @Test
  void eachLookCountsFromTheOneBefore() {
    for (int i = 1; i <= 20; i++) {
      assertThat(asleep(i * SECOND, i * 2 * SECOND)).isNull();
      look(i * SECOND, i * 2 * SECOND);
    }
    assertThat(clocks.since(Long.MAX_VALUE + 20 * SECOND + 7)).isEqualTo(7);
  }
}
