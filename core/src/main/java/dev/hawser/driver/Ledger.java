package dev.hawser.driver;

import java.util.concurrent.atomic.AtomicLong;

/** Counts a connection's messages and tells each sender its one outcome; thread-safe. */
final class Ledger {
  private final AtomicLong positions = new AtomicLong();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private final AtomicLong inDoubt = new AtomicLong();
  private final AtomicLong resent = new AtomicLong();

  /** Numbers a message: it will have an outcome. */
  void enter(Send<?> send) {
    send.position = position(positions.getAndIncrement());
  }

  /** Returns the position of a message by how many came before it: from 1, and round. */
  static int position(long before) {
    return (int) (before % Integer.MAX_VALUE) + 1;
  }

  void written(Send<?> send) {
    written.incrementAndGet();
    send.completeWritten();
  }

  void dropped(Send<?> send, Drop why) {
    dropped.incrementAndGet();
    send.completeDropped(why);
  }

  void unknown(Send<?> send) {
    unknown.incrementAndGet();
    send.completeUnknown();
  }

  void inDoubt(long messages) {
    inDoubt.addAndGet(messages);
  }

  void resent() {
    resent.incrementAndGet();
  }

  Counts counts() {
    long out = written.get();
    long gone = dropped.get();
    long lost = unknown.get();
    long waiting = positions.get() - out - gone - lost;
    return new Counts(out, gone, lost, inDoubt.get(), resent.get(), waiting);
  }
}
