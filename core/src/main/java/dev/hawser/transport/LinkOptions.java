package dev.hawser.transport;

import dev.hawser.close.Role;
import dev.hawser.frame.Compression;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.machine.LinkRules;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How a link behaves, client and server alike.
 *
 * @param delivery whole messages or single frames
 * @param limits sizes
 * @param deadlines waits
 * @param heartbeat Pings of the link's own
 * @param lenientCodes whether a received close code of 1016-2999 is taken as it is instead of being
 *     a broken rule
 * @param compression whether and how messages are compressed, where the transport can
 * @param buffers what the operating system keeps for the socket
 * @param callbacks where the listener is called, serially; null for the link's own thread
 */
public record LinkOptions(
    Delivery delivery,
    Limits limits,
    Deadlines deadlines,
    Heartbeat heartbeat,
    boolean lenientCodes,
    Compression compression,
    SocketBuffers buffers,
    @Nullable Executor callbacks) {
  /** Refuses to compress single frames, which are passed on as they are. */
  public LinkOptions {
    if (delivery == Delivery.FRAMES && compression.enabled()) {
      throw new IllegalArgumentException("compression needs Delivery.MESSAGES, got " + delivery);
    }
  }

  /** Messages as they are, the default sizes, waits and heartbeat, callbacks on the link. */
  public static final LinkOptions DEFAULT =
      new LinkOptions(
          Delivery.MESSAGES,
          Limits.DEFAULT,
          Deadlines.DEFAULT,
          Heartbeat.DEFAULT,
          false,
          Compression.OFF,
          SocketBuffers.SYSTEM,
          null);

  /** Returns a copy with another delivery. */
  public LinkOptions with(Delivery other) {
    return new LinkOptions(
        other, limits, deadlines, heartbeat, lenientCodes, compression, buffers, callbacks);
  }

  /** Returns a copy with other sizes. */
  public LinkOptions with(Limits other) {
    return new LinkOptions(
        delivery, other, deadlines, heartbeat, lenientCodes, compression, buffers, callbacks);
  }

  /** Returns a copy with other waits. */
  public LinkOptions with(Deadlines other) {
    return new LinkOptions(
        delivery, limits, other, heartbeat, lenientCodes, compression, buffers, callbacks);
  }

  /** Returns a copy with another heartbeat. */
  public LinkOptions with(Heartbeat other) {
    return new LinkOptions(
        delivery, limits, deadlines, other, lenientCodes, compression, buffers, callbacks);
  }

  /**
   * Returns a copy that compresses so.
   *
   * @throws IllegalArgumentException if it delivers frames
   */
  public LinkOptions with(Compression other) {
    return new LinkOptions(
        delivery, limits, deadlines, heartbeat, lenientCodes, other, buffers, callbacks);
  }

  /** Returns a copy with other buffers. */
  public LinkOptions with(SocketBuffers other) {
    return new LinkOptions(
        delivery, limits, deadlines, heartbeat, lenientCodes, compression, other, callbacks);
  }

  /** Returns a copy that takes codes of 1016-2999 as they are, or does not. */
  public LinkOptions lenientCodes(boolean lenient) {
    return new LinkOptions(
        delivery, limits, deadlines, heartbeat, lenient, compression, buffers, callbacks);
  }

  /** Returns a copy whose listener is called on that executor. */
  public LinkOptions callbacksOn(Executor executor) {
    return new LinkOptions(
        delivery, limits, deadlines, heartbeat, lenientCodes, compression, buffers, executor);
  }

  /** Returns what a link's machine has to know of this. */
  LinkRules rules(Role role) {
    return new LinkRules(
        role,
        deadlines.connect(),
        deadlines.handshake(),
        deadlines.close(),
        deadlines.stall(),
        heartbeat);
  }
}
