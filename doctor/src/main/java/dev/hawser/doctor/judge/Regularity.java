package dev.hawser.doctor.judge;

import java.util.Collections;
import java.util.List;

/** Tells a clock from chance in a handful of durations in milliseconds. */
final class Regularity {
  private static final int FROM = 3;
  private static final long ROUGH = 1_000;

  private Regularity() {}

  /** Returns the middle one, the lower of two. */
  static long median(List<Long> values) {
    return values.stream().sorted().toList().get((values.size() - 1) / 2);
  }

  /** Returns the largest less the smallest. */
  static long spread(List<Long> values) {
    return Collections.max(values) - Collections.min(values);
  }

  /**
   * Tells whether three or more agree: the median distance from their median is at most a second,
   * or 2 % of it, and at most a quarter of it.
   */
  static boolean clockLike(List<Long> values) {
    if (values.size() < FROM) {
      return false;
    }
    long median = median(values);
    long deviation = median(values.stream().map(v -> Math.abs(v - median)).toList());
    return deviation <= Math.max(ROUGH, median / 50) && deviation <= median / 4;
  }
}
