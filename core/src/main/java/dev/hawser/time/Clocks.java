package dev.hawser.time;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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

  /**
   * Returns for how long the process stood still since the last pair of readings: the clocks parted
   * in a sleep of the machine, or nobody looked for too long. Zero for a wall clock that was set
   * back, null for nothing of the kind.
   */
  @Nullable Duration asleep(long now, Instant then) {
    Duration passed = Duration.ofNanos(since(now));
    Duration drift = Duration.between(wall, then).minus(passed);
    if (drift.abs().compareTo(Timers.JUMP) > 0) {
      return drift.isNegative() ? Duration.ZERO : drift;
    }
    return passed.compareTo(Timers.STANDSTILL) > 0 ? passed : null;
  }

  /** Replaces the last pair of readings. */
  void look(long now, Instant then) {
    nanos = now;
    wall = then;
  }
}
