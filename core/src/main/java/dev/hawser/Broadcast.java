package dev.hawser;

import dev.hawser.transport.SharedMessage;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A message for many sessions, encoded once.
 *
 * <p>Where sessions compress each message on its own, it is compressed once as well, for all of one
 * level. An immutable value; it can be sent any number of times. A session's memory for it is
 * bounded: where the message would leave more than the limit waiting for a session, that session
 * counts as slow and gets what {@link WhenSlow} says instead. What waits refers to the one encoded
 * copy.
 */
public final class Broadcast {
  /** The bytes that may wait for a session by default: 256 KiB. */
  public static final long DEFAULT_LIMIT = 256 * 1024;

  private final SharedMessage message;
  private final long limit;
  private final Function<? super Session, WhenSlow> policy;

  private Broadcast(SharedMessage message, long limit, Function<? super Session, WhenSlow> policy) {
    this.message = message;
    this.limit = limit;
    this.policy = policy;
  }

  /**
   * Returns a text message, dropped for sessions with more than 256 KiB waiting.
   *
   * @throws IllegalArgumentException for a lone surrogate, naming its index
   */
  public static Broadcast text(String message) {
    return new Broadcast(
        SharedMessage.text(Objects.requireNonNull(message, "message")),
        DEFAULT_LIMIT,
        session -> WhenSlow.DROP);
  }

  /** Returns a binary message with a copy of that content, dropped as {@link #text} is. */
  public static Broadcast binary(ByteBuffer message) {
    return new Broadcast(
        SharedMessage.binary(Objects.requireNonNull(message, "message")),
        DEFAULT_LIMIT,
        session -> WhenSlow.DROP);
  }

  /**
   * Returns a copy for which a session is slow where more than so many bytes would wait for it,
   * this message included.
   *
   * @throws IllegalArgumentException unless it is positive
   */
  public Broadcast slowAt(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("slowAt " + bytes + " bytes is less than 1");
    }
    return new Broadcast(message, bytes, policy);
  }

  /** Returns a copy that does so with every slow session. */
  public Broadcast whenSlow(WhenSlow what) {
    return whenSlow(session -> what);
  }

  /**
   * Returns a copy that asks what to do with a slow session.
   *
   * @param bySession called on the thread that sends, for slow sessions only
   */
  public Broadcast whenSlow(Function<? super Session, WhenSlow> bySession) {
    return new Broadcast(message, limit, bySession);
  }

  /**
   * Sends it to those sessions; from any thread, never blocks.
   *
   * @return completes with the outcomes once each session has its own; a session that reads nothing
   *     delays that until it ends
   */
  public CompletionStage<Reach> to(Iterable<? extends Session> sessions) {
    Reaching reaching = new Reaching();
    for (Session session : sessions) {
      reaching.one();
      if (session instanceof LinkedSession linked) {
        send(linked, reaching);
      } else if (message.text() != null) {
        session.sendText(message.text()).whenComplete(reaching::settle);
      } else {
        session.sendBinary(message.bytes()).whenComplete(reaching::settle);
      }
    }
    return reaching.all();
  }

  private void send(LinkedSession session, Reaching reaching) {
    if (session.slowFor(message.size(), limit)) {
      reaching.dropped();
      session.slow(policy.apply(session));
    } else if (!session.share(message, reaching)) {
      reaching.dropped();
    }
  }
}
