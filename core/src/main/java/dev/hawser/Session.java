package dev.hawser;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.transport.HandshakeInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One opened WebSocket, client and server alike: what messages are sent on and received from.
 *
 * <p>Thread-safe; no method blocks but the iterator's. Messages of one thread go out in the order
 * of its calls. A session keeps no outbox: after its end a send is {@code Dropped(SESSION_ENDED)}.
 */
public interface Session extends Iterable<Message> {
  /**
   * Returns the number of the attempt that opened this session within its connection, or of its
   * request within its server: unique there, rising from 1, with gaps where no session came of one.
   */
  long number();

  /**
   * Returns the time from the last answered question of the heartbeat, or of {@link #confirm}, to
   * its answer; null before there is one.
   */
  @Nullable Duration latency();

  /** Returns the negotiated subprotocol, empty when there is none. */
  String subprotocol();

  /** Returns what the opening handshake settled: header fields, extensions, the peer's address. */
  HandshakeInfo handshake();

  /** Returns values an application keeps with the session; a server's acceptor may set some. */
  ConcurrentMap<String, Object> attributes();

  /**
   * Sends a text message.
   *
   * @return completes with the one outcome, on the link's thread
   * @throws IllegalArgumentException for a lone surrogate, naming its index
   */
  CompletionStage<Outcome> sendText(String message);

  /**
   * Sends a binary message; the buffer's content must not change until the outcome is known.
   *
   * @return completes with the one outcome, on the link's thread
   */
  CompletionStage<Outcome> sendBinary(ByteBuffer message);

  /**
   * Sends a Ping of the application's own.
   *
   * @throws IllegalArgumentException for a payload over 125 bytes
   */
  void ping(ByteBuffer payload);

  /**
   * Asks the peer to confirm every message sent before, by a Ping.
   *
   * <p>A hop that answers Pings itself confirms only itself.
   *
   * @return completes with true when the Pong came, with false when the session ended first
   */
  CompletionStage<Boolean> confirm();

  /** Returns the messages that were written and are not confirmed by a Pong. */
  long inDoubt();

  /** Returns the bytes handed over and not yet written. */
  long pendingBytes();

  /** Tells whether messages flow: the peer has not closed the session, and it has not ended. */
  boolean isOpen();

  /**
   * Closes the session behind everything sent before, and with it a client's connection: it does
   * not come back. The first close wins; after the end nothing happens.
   *
   * @throws IllegalArgumentException if this side may not send the code, naming the allowed ones
   */
  void close(CloseReason reason);

  /** Closes with a code and no text, as {@link #close(CloseReason)} does. */
  default void close(CloseCode code) {
    close(CloseReason.of(code));
  }

  /** Ends the session at once, without a Close frame, and with it a client's connection. */
  void abort();

  /**
   * Returns how the session ended: completes once, after the last callback but {@code onEnd}.
   *
   * <p>That is when TCP has ended. A peer that closes and keeps TCP open delays it by the close
   * timeout; a client's connection goes on from the Close.
   */
  CompletionStage<Parting> ended();

  /**
   * Takes the messages as a publisher for one subscriber, which ends with the session; an end is no
   * error, {@link #ended} tells how it came.
   *
   * <p>A session has one consumer: its builder's callbacks, one publisher, or one iterator; the
   * first taken wins. A session that came from {@link Connection#sessions} has its iterator.
   * Signals come as callbacks do, but for {@code onSubscribe}, on the thread that subscribes. The
   * demand is the credit given to the peer: nothing is queued here. Messages that wait for demand,
   * or behind a cancelled subscription, count against {@link dev.hawser.transport.Deadlines#stall}.
   * A second subscriber is refused by {@code onError} with an {@code IllegalStateException}.
   *
   * @throws IllegalStateException if the session has a consumer already
   */
  Flow.Publisher<Message> messages();

  /**
   * Takes the messages as an iterator, which waits for the next one and ends with the session.
   *
   * @throws IllegalStateException if the session has a consumer already, see {@link #messages};
   *     from {@code hasNext} and {@code next} where they would have to wait on a link's thread, or
   *     in a callback of this session, behind which its messages come
   */
  @Override
  Iterator<Message> iterator();
}
