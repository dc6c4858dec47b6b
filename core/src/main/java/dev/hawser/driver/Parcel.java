package dev.hawser.driver;

/** A message's place in the outbox, and what the outbox knows of it; guarded by the outbox. */
final class Parcel implements Comparable<Parcel> {
  final Send<?> send;
  final int bytes;
  final long queuedAt;

  /** The number of the message on the link it was last handed to. */
  long index;

  /** Whether it may have been received already. */
  boolean inDoubt;

  /** Whether its sender has been told that it was written. */
  boolean settled;

  Parcel(Send<?> send, int bytes, long queuedAt) {
    this.send = send;
    this.bytes = bytes;
    this.queuedAt = queuedAt;
  }

  /** Older messages come first. */
  @Override
  public int compareTo(Parcel other) {
    return Long.compare(send.position, other.send.position);
  }
}
