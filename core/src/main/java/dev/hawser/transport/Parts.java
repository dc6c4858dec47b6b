package dev.hawser.transport;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.frame.Utf8;
import dev.hawser.frame.Violation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Joins the parts in which a runtime hands over messages, and holds them to the limit. */
final class Parts {
  private final int most;
  private final StringBuilder text = new StringBuilder(0);
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream(0);
  private int bytes;
  private @Nullable Violation violation;

  Parts(int most) {
    this.most = most;
  }

  /** Tells whether a received Close may say that. */
  static boolean legal(CloseReason reason, boolean lenient) {
    return reason.equals(CloseReason.NONE) || reason.code().legalOnWire(lenient);
  }

  /** Returns the message that the part completes; null when it does not, or breaks a rule. */
  @Nullable String text(String part, boolean last) {
    boolean whole = last && text.length() == 0;
    if (!whole) {
      text.append(part);
    }
    String message = whole ? part : text.toString();
    bytes = last ? measure(message) : text.length();
    if (bytes < 0) {
      violation = new Violation(CloseCode.INVALID_FRAME_PAYLOAD_DATA, "text is not UTF-8");
      return null;
    }
    if (!fits() || !last) {
      return null;
    }
    text.setLength(0);
    return message;
  }

  /** Returns the text's length in UTF-8, -1 for one that has none. */
  private static int measure(String message) {
    try {
      return Utf8.length(message);
    } catch (IllegalArgumentException loneSurrogate) {
      return -1;
    }
  }

  /** Returns the message that the part completes; null when it does not, or breaks a rule. */
  @Nullable ByteBuffer binary(byte[] part, boolean last) {
    binary.writeBytes(part);
    bytes = binary.size();
    if (!fits() || !last) {
      return null;
    }
    ByteBuffer message = ByteBuffer.wrap(binary.toByteArray()).asReadOnlyBuffer();
    binary.reset();
    return message;
  }

  private boolean fits() {
    if (bytes > most) {
      violation =
          new Violation(CloseCode.MESSAGE_TOO_BIG, "message is larger than " + most + " bytes");
    }
    return bytes <= most;
  }

  /** Returns the length of the message just completed. */
  int bytes() {
    return bytes;
  }

  /** Returns what was wrong, null while nothing was. */
  @Nullable Violation violation() {
    return violation;
  }
}
