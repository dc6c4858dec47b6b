package dev.hawser.reconnect;

import java.time.Duration;

/**
 * The random wait that an ending asks for, whatever the attempt.
 *
 * @param least the shortest, zero to a day
 * @param most the longest, {@code least} to a day
 * @param elsewhereFirst whether another endpoint is to be tried first, where there is one; it need
 *     not be left alone for so long
 */
public record Wait(Duration least, Duration most, boolean elsewhereFirst) {
  private static final Duration DAY = Duration.ofDays(1);

  /** Refuses values out of range, naming them. */
  public Wait {
    Span.requireBetween("least", least, Duration.ZERO, DAY);
    Span.requireBetween("most", most, least, DAY);
  }

  /** Returns a wait of {@code least} to {@code most} before the same endpoint is dialled again. */
  public static Wait between(Duration least, Duration most) {
    return new Wait(least, most, false);
  }

  Duration at(double dice) {
    return least.plusNanos((long) (most.minus(least).toNanos() * dice));
  }
}
