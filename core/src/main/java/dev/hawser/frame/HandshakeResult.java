package dev.hawser.frame;

import dev.hawser.close.Unreachability;
import dev.hawser.http.HttpAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an answer to a client's opening handshake amounts to. */
public sealed interface HandshakeResult {
  /**
   * The connection is a WebSocket.
   *
   * @param subprotocol the selected one, empty for none
   * @param extensions the accepted extensions with their parameters as in the answer
   * @param deflate what was agreed about permessage-deflate, null where it was not accepted
   */
  record Accepted(String subprotocol, List<String> extensions, @Nullable DeflateTerms deflate)
      implements HandshakeResult {
    /** Copies the list. */
    public Accepted {
      extensions = List.copyOf(extensions);
    }
  }

  /** The answer has another status than 101. */
  record Refused(HttpAnswer answer) implements HandshakeResult {}

  /**
   * The answer has status 101 and breaks the protocol.
   *
   * @param kind {@link Unreachability#SUBPROTOCOL_MISMATCH} or {@link Unreachability#BAD_ANSWER}
   * @param detail what was wrong, in English
   */
  record Invalid(Unreachability kind, String detail) implements HandshakeResult {}
}
