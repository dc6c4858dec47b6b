package dev.hawser.diagnosis;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A duration that the last losses have in common, as with a clock behind them.
 *
 * @param limit the median of the last three
 * @param count how many of the last ones lie near it
 */
record Run(Duration limit, int count) {
  /** Fewer losses show nothing. */
  static final int LEAST = 3;

  /** What is shorter is chance or traffic, not a limit. */
  static final Duration SHORTEST = Duration.ofMillis(500);

  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Returns what the last durations have in common; null when they differ or are too few. */
  static @Nullable Run of(List<Duration> durations) {
    int size = durations.size();
    if (size < LEAST) {
      return null;
    }
    Duration limit = durations.subList(size - LEAST, size).stream().sorted().toList().get(1);
    if (limit.compareTo(SHORTEST) < 0) {
      return null;
    }
    int count = 0;
    while (count < size && near(durations.get(size - 1 - count), limit)) {
      count++;
    }
    return count < LEAST ? null : new Run(limit, count);
  }

  /** Tells whether that is clearly longer than the limit. */
  boolean isExceededBy(Duration duration) {
    return duration.compareTo(limit.plus(tolerance(limit))) > 0;
  }

  private static boolean near(Duration duration, Duration limit) {
    return duration.minus(limit).abs().compareTo(tolerance(limit)) <= 0;
  }

  /** A tenth, at most a second, but two in a hundred of long ones. */
  private static Duration tolerance(Duration limit) {
    Duration tenth = limit.dividedBy(10);
    Duration fiftieth = limit.dividedBy(50);
    Duration capped = tenth.compareTo(SECOND) < 0 ? tenth : SECOND;
    return fiftieth.compareTo(capped) > 0 ? fiftieth : capped;
  }
}
