package dev.hawser.driver;

import org.jspecify.annotations.Nullable;

/** A message's place in the outbox, and what the outbox knows of it; guarded by the outbox. */
final class Parcel implements Comparable<Parcel> {
  /** The message; another one once it was replaced. */
  Send<?> send;

  int bytes;
  long queuedAt;

  /** The link that has it, or had it last. */
  @Nullable SessionLink link;

  /** The number of the message on the link it was last handed to. */
  long index;

  /** Whether it may have been received already. */
  boolean inDoubt;

  /** Whether the peer refused it each time it was sent, so that it goes out no more. */
  boolean refused;

  /** Whether its sender has been told that it was written. */
  boolean settled;

  Parcel(Send<?> send, int bytes, long queuedAt) {
    this.send = send;
    this.bytes = bytes;
    this.queuedAt = queuedAt;
  }

  /** Puts a newer message in the place of the one that waits, and returns that. */
  Send<?> replace(Send<?> newer, int size, long now) {
    Send<?> older = send;
    newer.position = older.position;
    newer.place(this);
    send = newer;
    bytes = size;
    queuedAt = now;
    return older;
  }

  /** Tells whether it waits for its first write, so that nobody can have received any of it. */
  boolean untouched() {
    return !inDoubt && !settled;
  }

  /** Older messages come first. */
  @Override
  public int compareTo(Parcel other) {
    return order(send.position, other.send.position);
  }

  /** Compares positions, which go round: of two, the one less than half a turn behind is older. */
  static int order(int one, int other) {
    int ahead = one - other;
    return Math.abs(ahead) > Integer.MAX_VALUE / 2 ? -ahead : ahead;
  }
}
