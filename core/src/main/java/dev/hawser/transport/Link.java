package dev.hawser.transport;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Fault;
import dev.hawser.frame.Opcode;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * One attempt or one accepted socket, from dial to its single end.
 *
 * <p>Every method is safe from any thread, never blocks and, once the link ended, does nothing but
 * complete with {@link WriteResult#NOT_WRITTEN}. No method calls the listener before it returns.
 */
public interface Link {
  /** Adds credit: so many more messages, or data frames, may be delivered; starts at zero. */
  void request(long messages);

  /**
   * Sends a text message.
   *
   * @throws IllegalArgumentException for a lone surrogate, naming its index
   */
  void sendText(String message, Completion completion);

  /** Sends a binary message; the buffer's content must not change until completion. */
  void sendBinary(ByteBuffer message, Completion completion);

  /** Sends a message that other links share, as {@link #sendText} and {@link #sendBinary} do. */
  default void send(SharedMessage message, Completion completion) {
    String text = message.text();
    if (text == null) {
      sendBinary(message.bytes(), completion);
    } else {
      sendText(text, completion);
    }
  }

  /** Sends one frame as it is; needs {@link Delivery#FRAMES}. */
  void sendFrame(Opcode opcode, boolean fin, ByteBuffer payload, Completion completion);

  /**
   * Sends a Ping.
   *
   * @throws IllegalArgumentException for a payload over 125 bytes
   */
  void ping(ByteBuffer payload);

  /**
   * Asks the peer for a sign of life at once: a Ping, and the heartbeat's deadline for an answer.
   */
  void probe();

  /**
   * Asks the peer for a sign of life at once, which is to come within that time, if the heartbeat's
   * own deadline is not earlier: without a byte by then the link is dead. A double without a clock
   * need only ask.
   */
  default void probe(Duration within) {
    probe();
  }

  /** Returns the bytes handed over and not yet written. */
  long pendingBytes();

  /**
   * Starts the closing handshake behind everything sent before; the first close or abort wins.
   *
   * <p>{@link CloseReason#NONE} sends an empty Close. The link ends when the peer answered or the
   * close timeout passed.
   *
   * @throws IllegalArgumentException if this role may not send the code; under {@link
   *     Delivery#FRAMES}, where a peer's Close is passed on, if neither may
   */
  void close(CloseReason reason);

  /**
   * Gives the link up for a fault of the session, such as a failed preparation: sends Close 1011
   * with the text, cut to fit, and ends as {@link dev.hawser.close.Ending.Failed}.
   */
  void fail(Fault fault, String text);

  /** Ends TCP at once without a Close frame; legal in every phase. */
  void abort();
}
