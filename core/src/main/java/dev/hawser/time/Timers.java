package dev.hawser.time;

import java.time.Instant;

/**
 * A clock and the deadlines that hang on it.
 *
 * <p>Thread-safe. Monotonic readings are nanoseconds from an arbitrary origin and compare by
 * subtraction only. A node fires at or after its deadline, never before it, on a thread that the
 * node must not hold up: {@link TimerNode#fire} hands over and returns.
 */
public interface Timers {
  /** Returns the monotonic clock's reading in nanoseconds. */
  long nanos();

  /** Returns the wall clock's reading; it may jump. */
  Instant wall();

  /**
   * Sets the node's deadline, replacing an earlier one.
   *
   * <p>After it fired, or after {@link #disarm}, a node rests until it is armed again.
   */
  void arm(TimerNode node, long deadline);

  /** Takes the node's deadline away; a fire already under way may still happen. */
  void disarm(TimerNode node);
}
