package dev.hawser.frame;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The body of a received Close frame, read: a reason, or what is wrong with it. */
record ClosePayload(@Nullable CloseReason reason, @Nullable Violation violation) {
  /** Reads a body of at most 125 bytes (RFC 6455 s.5.5.1, s.7.4, s.8.1). */
  static ClosePayload read(byte[] body, boolean lenient) {
    if (body.length == 0) {
      return new ClosePayload(CloseReason.NONE, null);
    }
    if (body.length == 1) {
      return broken(Violation.protocol("Close frame with a payload of one byte"));
    }
    CloseCode code = CloseCode.of(((body[0] & 0xFF) << 8) | (body[1] & 0xFF));
    if (!code.legalOnWire(lenient)) {
      return broken(Violation.protocol("Close frame with the illegal code " + code.value()));
    }
    if (Utf8.check(Utf8.COMPLETE, body, 2, body.length) != Utf8.COMPLETE) {
      return broken(Violation.text("reason of the Close frame is not UTF-8"));
    }
    String text = new String(body, 2, body.length - 2, StandardCharsets.UTF_8);
    return new ClosePayload(CloseReason.of(code, text), null);
  }

  /** Returns the body that says so, empty for {@link CloseReason#NONE}. */
  static ByteBuffer write(CloseReason reason) {
    if (reason.code().equals(CloseCode.NO_STATUS_RCVD)) {
      return ByteBuffer.allocate(0);
    }
    byte[] text = reason.text().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + text.length)
        .putShort((short) reason.code().value())
        .put(text)
        .flip();
  }

  private static ClosePayload broken(Violation violation) {
    return new ClosePayload(null, violation);
  }
}
