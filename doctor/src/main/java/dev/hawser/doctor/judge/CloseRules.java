package dev.hawser.doctor.judge;

import static dev.hawser.diagnosis.Confidence.CONFIRMED;
import static dev.hawser.diagnosis.Confidence.LIKELY;
import static dev.hawser.diagnosis.Confidence.UNKNOWN;

import dev.hawser.diagnosis.Cause;
import dev.hawser.diagnosis.Confidence;
import dev.hawser.doctor.evidence.FrameNote;

/** What a legal Close says of its cause: rule R34 and the registered codes. */
final class CloseRules {
  private CloseRules() {}

  /** Tells whether the code gives no reason: ended, leaving, or no code at all. */
  static boolean saysNothing(int code) {
    return code == 1000 || code == 1001 || code == 1005;
  }

  static Finding of(FrameNote close) {
    return switch (close.code()) {
      case 1000 -> by(close, Cause.DONE, CONFIRMED);
      case 1001 -> by(close, Cause.ENDPOINT_LEAVES, CONFIRMED);
      case 1002 -> by(close, Cause.PROTOCOL_ERROR, CONFIRMED);
      case 1003 -> by(close, Cause.UNSUPPORTED_DATA, CONFIRMED);
      case 1005 -> by(close, Cause.NO_REASON_GIVEN, UNKNOWN);
      case 1007 -> by(close, Cause.INVALID_PAYLOAD, CONFIRMED);
      case 1008 -> by(close, Cause.POLICY, CONFIRMED);
      case 1009 -> by(close, Cause.MESSAGE_TOO_BIG, CONFIRMED);
      case 1010 -> by(close, Cause.EXTENSION_MISSING, CONFIRMED);
      case 1011 -> by(close, Cause.SERVER_ERROR, CONFIRMED);
      case 1012 -> by(close, Cause.SERVICE_RESTART, CONFIRMED);
      case 1013 -> by(close, Cause.OVERLOAD, CONFIRMED);
      case 1014 -> gateway(close);
      // Registered, but many applications gave these numbers another meaning first.
      case 3000 -> by(close, Cause.AUTH, LIKELY);
      case 3003 -> by(close, Cause.FORBIDDEN, LIKELY);
      case 3008 -> by(close, Cause.ANSWER_TIMEOUT, LIKELY);
      default ->
          close.code() >= 3000
              ? by(close, Cause.APPLICATION, CONFIRMED)
              : by(close, Cause.UNKNOWN, UNKNOWN);
    };
  }

  /** A gateway that says what happened behind it: the token in its reason. */
  private static Finding gateway(FrameNote close) {
    Cause behind = GatewayWords.behind(close.text());
    return behind == null
        ? by(close, Cause.BACKEND_DOWN, CONFIRMED)
        : by(close, behind, CONFIRMED).at(GatewayWords.UPSTREAM);
  }

  private static Finding by(FrameNote close, Cause cause, Confidence confidence) {
    return Finding.of(
        cause,
        confidence,
        Stage.OPEN,
        Phrase.of("proof.close", close.code(), close.text(), close.atMillis()));
  }
}
