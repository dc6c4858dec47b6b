package dev.hawser.reconnect;

import java.time.Duration;

/**
 * How the window that a delay is drawn from grows with each attempt: from {@code base} by a factor
 * up to {@code cap}.
 *
 * <p>Immutable. The cap is applied to the window, so before any jitter.
 *
 * @param base the first window, 1 ms to a day
 * @param cap the largest window, {@code base} to a day
 * @param multiplier what one window is to the next, 1 to 10
 */
public record Growth(Duration base, Duration cap, double multiplier) {
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** Refuses values out of range, naming them. */
  public Growth {
    Span.requireBetween("base", base, MILLI, DAY);
    Span.requireBetween("cap", cap, base, DAY);
    if (!(multiplier >= 1 && multiplier <= 10)) {
      throw new IllegalArgumentException("multiplier " + multiplier + " is not in 1-10");
    }
  }

  /** Returns the window that stays the same, 1 ms to a day. */
  public static Growth constant(Duration window) {
    return new Growth(window, window, 1);
  }

  /** Returns windows that double from {@code base} to {@code cap}. */
  public static Growth exponential(Duration base, Duration cap) {
    return new Growth(base, cap, 2);
  }

  /**
   * Returns the windows of RFC 6455 s.7.2.3: 5 s first, the RFC's own example, then truncated
   * binary exponential backoff, here up to a minute.
   */
  public static Growth rfc6455() {
    return exponential(Duration.ofSeconds(5), Duration.ofMinutes(1));
  }

  /** Returns a copy with that factor, of 1-10. */
  public Growth multiplier(double other) {
    return new Growth(base, cap, other);
  }

  /** Returns the window of an attempt, counted from 1, in nanoseconds. */
  double window(int attempt) {
    // Math.pow overflows to infinity, which the cap takes.
    double growth = Math.pow(multiplier, attempt - 1.0);
    return Math.min(base.toNanos() * growth, (double) cap.toNanos());
  }
}
