package dev.hawser.transport;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Fault;

/** Which close code answers which rule that a peer broke (RFC 6455 s.7.4.1). */
final class FaultCodes {
  private FaultCodes() {}

  /** Returns what was broken where that code answers it. */
  static Fault fault(CloseCode code) {
    return switch (code.value()) {
      case 1007 -> Fault.INVALID_PAYLOAD;
      case 1009 -> Fault.MESSAGE_TOO_BIG;
      default -> Fault.PROTOCOL_VIOLATION;
    };
  }

  /** Returns the code that answers that. */
  static CloseCode code(Fault broken) {
    return switch (broken) {
      case INVALID_PAYLOAD -> CloseCode.INVALID_FRAME_PAYLOAD_DATA;
      case MESSAGE_TOO_BIG -> CloseCode.MESSAGE_TOO_BIG;
      default -> CloseCode.PROTOCOL_ERROR;
    };
  }
}
