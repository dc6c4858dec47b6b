package dev.hawser.doctor.battery;

import dev.hawser.doctor.wire.Pace;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections and how much time an examination may still use. Thread-safe. */
final class Budget {
  private final AtomicInteger connections;
  private final Pace pace;
  private final long deadline;

  Budget(int connections, Duration time, Pace pace) {
    this.connections = new AtomicInteger(connections);
    this.pace = pace;
    this.deadline = pace.now() + time.toNanos();
  }

  /** Takes a connection, and tells whether there was one left and time to use it. */
  boolean take() {
    return now() < deadline && connections.getAndDecrement() > 0;
  }

  /** Returns the moment. */
  long now() {
    return pace.now();
  }

  /** Returns the moment in so many milliseconds, or the last one. */
  long in(long millis) {
    return Math.min(now() + TimeUnit.MILLISECONDS.toNanos(millis), deadline);
  }

  /**
   * Tells whether that many milliseconds are left: who is given less time to answer has not been
   * silent.
   */
  boolean has(long millis) {
    return deadline - now() >= TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Returns the time that its moments are of. */
  Pace pace() {
    return pace;
  }
}
