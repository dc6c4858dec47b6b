package dev.hawser.reconnect;

import java.time.Duration;

/**
 * Where in its window a delay falls.
 *
 * <p>The window is capped before the draw, never after: at any attempt the delays of a fleet spread
 * over the whole range that is named here. Only {@link #NONE} leaves clients that failed together
 * together.
 */
public enum Jitter {
  /** Anywhere in the window, from zero up. */
  FULL {
    @Override
    double nanos(Growth growth, Outage outage, double dice) {
      return growth.window(outage.attempt()) * dice;
    }
  },

  /** In the window's upper half: never sooner than half of it. */
  EQUAL {
    @Override
    double nanos(Growth growth, Outage outage, double dice) {
      return growth.window(outage.attempt()) * (1 + dice) / 2;
    }
  },

  /**
   * From {@code base} up to three times the delay before this one, which the cap limits: it grows
   * by what was drawn, not by the attempt, and the multiplier plays no part.
   */
  DECORRELATED {
    @Override
    double nanos(Growth growth, Outage outage, double dice) {
      double least = growth.base().toNanos();
      double before = Math.max(least, (double) outage.circumstances().lastDelay().toNanos());
      double most = Math.min(3 * before, (double) growth.cap().toNanos());
      return least + (most - least) * dice;
    }
  },

  /** The window itself, without chance. */
  NONE {
    @Override
    double nanos(Growth growth, Outage outage, double dice) {
      return growth.window(outage.attempt());
    }
  };

  /** The delay in nanoseconds. */
  abstract double nanos(Growth growth, Outage outage, double dice);

  /** Returns the delay that follows an outage's newest ending. */
  Duration delay(Growth growth, Outage outage, double dice) {
    return Duration.ofNanos((long) nanos(growth, outage, dice));
  }
}
