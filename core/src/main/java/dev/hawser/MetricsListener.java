package dev.hawser;

import java.time.Duration;

/**
 * Is told what can be counted and timed of clients and servers; every method does nothing unless it
 * is written.
 *
 * <p>One listener may serve many clients: each call names the one by {@link ClientBuilder#name}, an
 * empty string where it has none. Calls come from several threads, among them links' threads, and
 * must not block. What one throws goes to its thread's uncaught exception handler and changes
 * nothing else.
 */
public interface MetricsListener {
  /**
   * A dial begins.
   *
   * @param attempt which retry of the outage it is, counted from 1; 0 for one that nothing failed
   *     before
   */
  default void onAttempt(String name, int attempt) {}

  /** A connection's state changed; states end up in the order in which they came. */
  default void onState(String name, StateChange change) {}

  /** A heartbeat was answered, and how fast. */
  default void onHeartbeat(String name, Session session, Duration roundTrip) {}

  /** A message sent by the connection has its outcome. */
  default void onOutcome(String name, Outcome outcome) {}

  /** A session ended. */
  default void onEnd(String name, Session session, Parting parting) {}
}
