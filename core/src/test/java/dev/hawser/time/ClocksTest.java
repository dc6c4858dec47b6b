package dev.hawser.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClocksTest {
  private static final Instant THEN = Instant.parse("2030-01-01T00:00:00Z");
  private static final long SECOND = 1_000_000_000;

  private final Clocks clocks = new Clocks(Long.MAX_VALUE, THEN);

  private boolean jumped(long nanos, long wallNanos) {
    return clocks.jumped(Long.MAX_VALUE + nanos, THEN.plusNanos(wallNanos));
  }

  @Test
  void clocksThatPartByTwoSecondsHaveNotJumpedAndByMoreTheyHaveEitherWay() {
    assertThat(jumped(SECOND, 3 * SECOND)).isFalse();
    assertThat(jumped(2 * SECOND, 6 * SECOND + 1)).isTrue();
    assertThat(jumped(3 * SECOND, 5 * SECOND)).isTrue();
    assertThat(jumped(4 * SECOND, 4 * SECOND)).isFalse();
  }

  @Test
  void eachLookCountsFromTheOneBefore() {
    for (int i = 1; i <= 20; i++) {
      assertThat(jumped(i * SECOND, i * 2 * SECOND)).isFalse();
    }
    assertThat(clocks.since(Long.MAX_VALUE + 20 * SECOND + 7)).isEqualTo(7);
  }
}
