package dev.hawser.transport;

import dev.hawser.close.Ending;
import dev.hawser.frame.Opcode;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Receives what happens on one link.
 *
 * <p>Calls are serial with happens-before between them and follow {@code onOpen? (onText | onBinary
 * | onPong | onFrame | onConfirmed | onRoundTrip)* onClosing? onEnd}. A callback that throws ends
 * an open link with 1011.
 */
public interface LinkListener {
  /**
   * The handshake succeeded; nothing is delivered before credit is given by {@link Link#request}.
   */
  default void onOpen(Link link, HandshakeInfo info) {}

  /** A whole text message; costs one credit. */
  default void onText(String message) {}

  /** A whole binary message, read-only and the callee's to keep; costs one credit. */
  default void onBinary(ByteBuffer message) {}

  /** A Pong that answers no Ping of the heartbeat; costs no credit. */
  default void onPong(ByteBuffer payload) {}

  /**
   * One frame under {@link Delivery#FRAMES}, read-only and the callee's to keep; a data frame costs
   * one credit, a Ping or Pong none.
   */
  default void onFrame(Opcode opcode, boolean fin, ByteBuffer payload) {}

  /**
   * A Pong answered a Ping of ours: the peer, or the hop that answers for it, took in that many
   * messages of this link, counted from its start.
   */
  default void onConfirmed(long messages) {}

  /**
   * A Ping of the link's own, or a message of its heartbeat, was answered after that time; right
   * behind {@link #onConfirmed}.
   */
  default void onRoundTrip(Duration time) {}

  /**
   * The peer closes: its Close was first, every message before it is delivered, and nothing is sent
   * any more. {@link #onEnd} follows when TCP has ended, within the close timeout; it tells the
   * same kind of ending with the same code, however TCP behaves.
   *
   * <p>Under {@link Delivery#FRAMES} it also tells that this side gave the link up for a fault,
   * such as a broken rule, so that whoever passes frames on need not wait for the end of TCP.
   *
   * @param soFar the evidence at this moment; the transport's end is {@code UNSEEN}
   */
  default void onClosing(Ending soFar) {}

  /** The link ended; nothing is called afterwards. */
  void onEnd(Ending ending);
}
