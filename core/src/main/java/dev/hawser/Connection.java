package dev.hawser;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.reconnect.Verdict;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a client asked for: it lives across any number of sessions until the user or the policy ends
 * it.
 *
 * <p>Thread-safe; every call is legal on every thread and in every state, and only the iterator of
 * {@link #sessions} blocks, and a send where {@link WhenFull#BLOCK} was chosen. No method throws
 * for the network.
 */
public interface Connection extends AutoCloseable {
  /**
   * Sends a text message, now or from the outbox as soon as a session is open and prepared.
   *
   * <p>Messages of one thread go out in the order of its calls. After the end the outcome is {@code
   * Dropped(CONNECTION_ENDED)}.
   *
   * @return completes with the one outcome, never exceptionally; not on the caller's thread, unless
   *     it is complete at once
   * @throws IllegalArgumentException for a lone surrogate, naming its index, and for a message
   *     larger than the whole outbox
   * @throws IllegalStateException in a callback, when the outbox is full and would {@linkplain
   *     WhenFull#BLOCK block}
   */
  CompletionStage<Outcome> sendText(String message);

  /**
   * Sends a binary message as {@link #sendText} does; the buffer's content must not change until
   * the outcome is known.
   */
  CompletionStage<Outcome> sendBinary(ByteBuffer message);

  /**
   * Sends a text message of which only the newest counts: one with an equal key that still waits in
   * the outbox is {@code Dropped(REPLACED)}, and this one goes out in its place, perhaps ahead of
   * messages sent between the two. Otherwise as {@link #sendText}.
   *
   * @param key by {@code equals}; must not change while the message waits
   */
  CompletionStage<Outcome> sendLatest(Object key, String message);

  /** Sends a binary message of which only the newest counts, as the other one does a text. */
  CompletionStage<Outcome> sendLatest(Object key, ByteBuffer message);

  /** Returns where the connection is now. */
  State state();

  /** Returns the open session, null when there is none. */
  @Nullable Session session();

  /**
   * Returns the sessions one after the other: the iterator waits for the next one to open, through
   * any number of attempts, and ends with the connection.
   *
   * <p>Can be called once, before or after the first session opened; a session that ended before it
   * was reached is left out.
   *
   * @throws IllegalStateException on a second call; from {@code hasNext} and {@code next} where
   *     they would have to wait on a link's thread, or in any callback of this connection, behind
   *     which the next session comes
   */
  Iterable<Session> sessions();

  /** Returns the counts of outcomes so far. */
  Tally tally();

  /**
   * Returns how the connection ended: completes once, behind the last callback of its last session,
   * never exceptionally.
   */
  CompletionStage<Parting> closed();

  /** Returns why the connection is not coming back, null while it lives. */
  Verdict.@Nullable GiveUp givenUp();

  /**
   * Ends the connection: closes an open session with the reason, gives up an attempt or a wait.
   *
   * <p>Returns at once. What the outbox still holds is {@code Dropped(CONNECTION_ENDED)}; what was
   * handed to the session goes out before the Close. The first call wins.
   *
   * @return {@link #closed}
   * @throws IllegalArgumentException if a client may not send the code, naming the allowed ones
   */
  CompletionStage<Parting> close(CloseReason reason);

  /** Ends the connection with 1000 and returns at once, as {@link #close(CloseReason)} does. */
  @Override
  default void close() {
    close(CloseReason.of(CloseCode.NORMAL_CLOSURE));
  }

  /**
   * Closes the open session with 1001 and dials again at once, without backoff.
   *
   * <p>Two sessions may overlap: the old one's closing goes on behind, so that it may still
   * receive, and its {@code onEnd} may come after the new one's {@code onOpen}. The outbox waits
   * for its end, at most the close timeout, because what it could not write goes out first; the new
   * session's own sends do not wait.
   */
  void renew();

  /** Cuts a wait for the next attempt short; an open session is probed by its heartbeat. */
  void wake();

  /**
   * Says that the way to the peer may be another one now, as after a change of Wi-Fi or out of
   * sleep: a wait is cut short, a dial under way is begun anew, and an open session has 3 s to give
   * a sign of life before the link is dropped and dialled again.
   */
  void networkChanged();

  /**
   * Asks the open session for a sign of life now: without any byte of the peer within that time the
   * link is dropped, as by the heartbeat, and dialled again. With {@link
   * dev.hawser.heartbeat.Heartbeat#expectTraffic} nothing is dropped by it.
   *
   * @return completes with true when the peer answered, which confirms what was sent before; with
   *     false when the session ended first, and at once when none is open
   * @throws IllegalArgumentException unless it is 10 ms-24 h
   */
  CompletionStage<Boolean> verify(Duration within);
}
