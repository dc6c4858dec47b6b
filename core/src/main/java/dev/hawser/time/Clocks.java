package dev.hawser.time;

import java.time.Duration;
import java.time.Instant;

/** The process's two clocks, held against each other now and then; not thread-safe. */
final class Clocks {
  private long nanos;
  private Instant wall;

  /** Begins with that pair of readings. */
  Clocks(long nanos, Instant wall) {
    this.nanos = nanos;
    this.wall = wall;
  }

  /** Returns the monotonic time since the last pair of readings. */
  long since(long now) {
    return now - nanos;
  }

  /** Tells whether the clocks have parted since the last pair of readings, which this replaces. */
  boolean jumped(long now, Instant then) {
    Duration drift = Duration.between(wall, then).minusNanos(since(now));
    nanos = now;
    wall = then;
    return drift.abs().compareTo(Timers.JUMP) > 0;
  }
}
