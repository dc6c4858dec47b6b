package dev.hawser.driver;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of an outbox is under way: handed to a link and not yet settled.
 *
 * <p>Thread-safe. It is small, so that little is in limbo when a link ends.
 */
final class Window {
  /** The bytes under way at a time; one larger message may go alone. */
  static final long BYTES = 64 * 1024;

  private final AtomicLong under = new AtomicLong();

  /** Takes room for a message of that many bytes; false where there is none. */
  boolean take(int bytes) {
    long before = under.get();
    while (before == 0 || before + weight(bytes) <= BYTES) {
      if (under.compareAndSet(before, before + weight(bytes))) {
        return true;
      }
      before = under.get();
    }
    return false;
  }

  /** Gives back what {@link #take} took. */
  void giveBack(int bytes) {
    under.addAndGet(-weight(bytes));
  }

  /** Tells whether nothing is under way. */
  boolean isEmpty() {
    return under.get() == 0;
  }

  /** An empty message counts too, or an empty window could have messages in it. */
  private static long weight(int bytes) {
    return Math.max(1, bytes);
  }
}
