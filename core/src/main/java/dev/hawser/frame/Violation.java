package dev.hawser.frame;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;

/**
 * How the peer broke the protocol or a limit.
 *
 * @param code what the Close frame that answers it should say: 1002, 1007 or 1009
 * @param detail what was wrong, in English, short enough for a Close frame
 */
public record Violation(CloseCode code, String detail) {
  static Violation protocol(String detail) {
    return new Violation(CloseCode.PROTOCOL_ERROR, detail);
  }

  static Violation text(String detail) {
    return new Violation(CloseCode.INVALID_FRAME_PAYLOAD_DATA, detail);
  }

  static Violation size(String detail) {
    return new Violation(CloseCode.MESSAGE_TOO_BIG, detail);
  }

  /** Returns the Close frame that answers this violation. */
  public CloseReason reason() {
    return CloseReason.fit(code, detail);
  }
}
