package dev.hawser.heartbeat;

import dev.hawser.frame.Utf8;
import java.nio.ByteBuffer;
import java.util.function.Predicate;

/** What a heartbeat asks the peer for a sign of life with. */
public sealed interface Question {
  /** A question below messages. */
  enum Control implements Question {
    /** A Ping, after an interval without an inbound byte; its Pong is the answer. */
    PING,
    /** Nothing is asked: the peer speaks by itself, or is dead after an interval. */
    NOTHING
  }

  /**
   * A text message, in each interval whatever comes in, for peers or hops that want it so.
   *
   * @param message what is sent
   * @param reply tells whether a text message answers it; such a one goes to nobody else. Called on
   *     the link's thread, where it must not block; one that throws ends the session
   */
  record Text(String message, Predicate<String> reply) implements Question {
    /** Refuses a lone surrogate, naming its index. */
    public Text {
      if (Utf8.length(message) < 1) {
        throw new IllegalArgumentException("a heartbeat's message is empty");
      }
    }
  }

  /**
   * A binary message, as {@link Text}.
   *
   * @param message what is sent
   * @param reply tells whether a binary message, read-only, answers it
   */
  record Binary(ByteBuffer message, Predicate<ByteBuffer> reply) implements Question {
    /** Copies the message; refuses an empty one. */
    public Binary {
      if (!message.hasRemaining()) {
        throw new IllegalArgumentException("a heartbeat's message is empty");
      }
      message =
          ByteBuffer.allocate(message.remaining()).put(message.slice()).flip().asReadOnlyBuffer();
    }
  }

  /** Tells whether it is a message, asked in each interval whatever comes in. */
  default boolean byMessage() {
    return !(this instanceof Control);
  }
}
