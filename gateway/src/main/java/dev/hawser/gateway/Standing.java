package dev.hawser.gateway;

import java.time.Duration;

/**
 * Whether an upstream is left out for a while, because it failed too often in a row.
 *
 * <p>Thread-safe. Each time anew it is left out for longer, until it succeeds.
 */
final class Standing {
  /** So many failures in a row are too many. */
  static final int FAILURES = 5;

  /** How long it is left out for the first time. */
  static final Duration SPAN = Duration.ofSeconds(30);

  private int inARow;
  private int times;
  private long until;

  /** It failed; returns how long it is left out for that, zero for not at all. */
  synchronized Duration failed(long now) {
    inARow++;
    if (inARow < FAILURES) {
      return Duration.ZERO;
    }
    inARow = 0;
    times++;
    Duration span = SPAN.multipliedBy(times);
    until = now + span.toNanos();
    return span;
  }

  /** It did as it should. */
  synchronized void succeeded() {
    inARow = 0;
    times = 0;
  }

  /** Tells whether it is left out. */
  synchronized boolean out(long now) {
    return times > 0 && now - until < 0;
  }
}
