package dev.hawser.reconnect;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** Comparisons of durations. */
final class Span {
  private Span() {}

  static Duration shorter(Duration a, Duration b) {
    return Collections.min(List.of(a, b));
  }

  static Duration longer(Duration a, Duration b) {
    return Collections.max(List.of(a, b));
  }

  static void requireBetween(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(name + " " + value + " is not in " + least + "-" + most);
    }
  }
}
