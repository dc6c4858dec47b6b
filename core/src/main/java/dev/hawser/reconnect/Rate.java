package dev.hawser.reconnect;

import java.time.Duration;
import java.util.List;

/**
 * A budget of dials: at most so many within any window of that length.
 *
 * <p>Immutable. It stretches a delay, it never gives up. Stable links do not refill it: a link that
 * opens and breaks every minute is held to it like one that never opens.
 *
 * @param dials how many, 1 to {@link Circumstances#MAX_DIALS}
 * @param window the window's length, 1 ms to a day
 */
public record Rate(int dials, Duration window) {
  /** Refuses values out of range, naming them. */
  public Rate {
    if (dials < 1 || dials > Circumstances.MAX_DIALS) {
      throw new IllegalArgumentException(
          "dials " + dials + " is not in 1-" + Circumstances.MAX_DIALS);
    }
    Span.requireBetween("window", window, Duration.ofMillis(1), Duration.ofDays(1));
  }

  /** Returns how long the next dial must wait, given how long ago the last ones began. */
  Duration wait(List<Duration> ages) {
    if (ages.size() < dials) {
      return Duration.ZERO;
    }
    Duration left = window.minus(ages.get(ages.size() - dials));
    return Span.longer(left, Duration.ZERO);
  }
}
