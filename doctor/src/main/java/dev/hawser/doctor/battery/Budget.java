package dev.hawser.doctor.battery;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections and how much time an examination may still use. Thread-safe. */
final class Budget {
  private final AtomicInteger connections;
  private final long deadline;

  Budget(int connections, long nanos) {
    this.connections = new AtomicInteger(connections);
    this.deadline = System.nanoTime() + nanos;
  }

  /** Takes a connection, and tells whether there was one left and time to use it. */
  boolean take() {
    return System.nanoTime() < deadline && connections.getAndDecrement() > 0;
  }

  /** Returns the moment in so many milliseconds, or the last one. */
  long in(long millis) {
    return Math.min(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis), deadline);
  }

  long deadline() {
    return deadline;
  }
}
