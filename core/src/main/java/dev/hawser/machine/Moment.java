package dev.hawser.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * Everything a step may know besides its state and its event: the time, one throw of the dice, and
 * the rules.
 *
 * @param nanos the monotonic clock, to be compared by subtraction only
 * @param wall the wall clock, used for dates in HTTP answers only
 * @param dice a random number, at least 0 and less than 1
 * @param rules what the user configured
 */
public record Moment(long nanos, Instant wall, double dice, ConnectionRules rules) {
  /** Returns the time that passed since a reading of the monotonic clock. */
  Duration since(long earlier) {
    return Duration.ofNanos(nanos - earlier);
  }

  /** Tells whether the deadline, where there is one, has come. */
  boolean reached(OptionalLong deadline) {
    return deadline.isPresent() && nanos - deadline.getAsLong() >= 0;
  }
}
