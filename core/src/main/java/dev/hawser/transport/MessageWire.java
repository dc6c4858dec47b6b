package dev.hawser.transport;

import dev.hawser.close.CloseReason;
import java.nio.ByteBuffer;

/**
 * A WebSocket of a runtime that speaks the protocol itself: what a message adapter implements.
 *
 * <p>Called on the link's thread only, never again after {@link #close} but for {@link #read} and
 * {@link #drop}. One send of data is under way at a time: the next comes after the completion of
 * the one before.
 */
public interface MessageWire {
  /** Sends a text message, or a part of one; the completion may come on any thread. */
  void text(CharSequence part, boolean last, Completion completion);

  /** Sends a binary message, or a part of one; the completion may come on any thread. */
  void binary(ByteBuffer part, boolean last, Completion completion);

  /** Sends a Ping; the completion may come on any thread. */
  void ping(ByteBuffer payload, Completion completion);

  /** Sends a Pong; does nothing where the runtime answers Pings itself. */
  void pong(ByteBuffer payload, Completion completion);

  /**
   * Sends a Close frame, an empty one for {@link CloseReason#NONE}.
   *
   * @return what really goes on the wire: the same, or what the runtime sends in its place
   */
  CloseReason close(CloseReason reason, Completion completion);

  /** Goes on taking in messages, or stops; a wire starts taking in. */
  void read(boolean on);

  /**
   * Ends the connection at once, as well as the runtime can; idempotent. The last call to every
   * wire.
   */
  void drop();
}
