package dev.hawser.transport;

import dev.hawser.close.CloseReason;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket of a runtime that speaks the protocol itself: what a message adapter implements.
 *
 * <p>Called on the link's thread only, never again after {@link #close} but for {@link #read},
 * {@link #shutdownOutput} and {@link #drop}. One send of data is under way at a time: the next
 * comes after the completion of the one before.
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
   * Returns the Close that goes on the wire when that one is asked for: the same by default,
   * another where the runtime refuses the code, cuts the text or has sent one already, null where
   * it lets no Close out any more and {@link MessageDoor#ended} follows.
   */
  default @Nullable CloseReason sendable(CloseReason reason) {
    return reason;
  }

  /**
   * Sends a Close frame, an empty one for {@link CloseReason#NONE}; called with what {@link
   * #sendable} returned.
   */
  void close(CloseReason reason, Completion completion);

  /** Goes on taking in messages, or stops; a wire starts taking in. */
  void read(boolean on);

  /**
   * Ends our direction of TCP behind the Close; does nothing where the runtime ends TCP as it sees
   * fit.
   */
  default void shutdownOutput() {}

  /**
   * Ends the connection at once, as well as the runtime can; idempotent. The last call to every
   * wire.
   */
  void drop();
}
