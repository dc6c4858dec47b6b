package dev.hawser.transport;

import dev.hawser.frame.DeflateTerms;
import org.jspecify.annotations.Nullable;

/**
 * An accepted upgrade that waits for what it is to run over; one method is called, once, within
 * {@link AcceptWire#upgrade}.
 */
public final class Upgrade {
  private final LinkCore core;
  private final HandshakeInfo info;
  private final @Nullable DeflateTerms deflate;
  private boolean made;

  Upgrade(LinkCore core, HandshakeInfo info, @Nullable DeflateTerms deflate) {
    this.core = core;
    this.info = info;
    this.deflate = deflate;
  }

  /** Returns how the link is to behave, for adapters that size buffers by it. */
  public LinkOptions options() {
    return core.options;
  }

  /** Makes the link over bytes and returns its door; it opens when the adapter's call returns. */
  public ByteDoor bytes(Wire wire) {
    once();
    return ByteDoor.accepted(core, wire, deflate);
  }

  /**
   * Makes the link over messages and returns its door; it opens when the adapter's call returns.
   */
  public MessageDoor messages(MessageWire wire) {
    once();
    return MessageDoor.accepted(core, wire);
  }

  private void once() {
    if (made) {
      throw new IllegalStateException("the link was made before");
    }
    made = true;
  }

  /** Opens the link. */
  void begin() {
    if (!made) {
      throw new IllegalStateException("AcceptWire.upgrade made no link");
    }
    core.enter();
    core.life.accepted(info);
    core.leave(true);
  }
}
