package dev.hawser.transport;

/** An accepted upgrade that waits for what it is to run over; one method is called, once. */
public final class Upgrade {
  Upgrade() {}

  /** Makes the link over bytes and returns its door, open already. */
  public ByteDoor bytes(Wire wire) {
    return new ByteDoor(new LinkCore());
  }

  /** Makes the link over messages and returns its door, open already. */
  public MessageDoor messages(MessageWire wire) {
    return new MessageDoor(new LinkCore());
  }
}
