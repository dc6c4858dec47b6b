package dev.hawser.time;

import java.time.Duration;
import java.time.Instant;

/**
 * A clock and the deadlines that hang on it.
 *
 * <p>Thread-safe. Monotonic readings are nanoseconds from an arbitrary origin and compare by
 * subtraction only. A node fires at or after its deadline, never before it, on a thread that the
 * node must not hold up: {@link TimerNode#fire} hands over and returns.
 *
 * <p>A wall clock that jumps against the monotonic one by more than {@link #JUMP} says that the
 * machine slept or was moved, and so do timers that find themselves late by {@link #STANDSTILL}:
 * silence is no sign of life then, and every armed node is told by {@link TimerNode#jumped}.
 */
public interface Timers {
  /** How far the two clocks may part within a moment before that is a jump. */
  Duration JUMP = Duration.ofSeconds(2);

  /** From which lateness on the process was not slow but stood still. */
  Duration STANDSTILL = Duration.ofSeconds(10);

  /** Returns the monotonic clock's reading in nanoseconds. */
  long nanos();

  /** Returns the wall clock's reading; it may jump. */
  Instant wall();

  /**
   * Returns for how long the process stood still until now, where that has not been told to the
   * armed nodes yet; zero for not at all. Whoever wakes first may ask before it is told.
   */
  default Duration asleep() {
    return Duration.ZERO;
  }

  /**
   * Sets the node's deadline, replacing an earlier one.
   *
   * <p>After it fired, or after {@link #disarm}, a node rests until it is armed again.
   */
  void arm(TimerNode node, long deadline);

  /** Takes the node's deadline away; a fire already under way may still happen. */
  void disarm(TimerNode node);
}
