package dev.hawser.transport.netty;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One frame as it stood on the wire, its payload unmasked. */
record RawFrame(boolean fin, int rsv, int opcode, boolean masked, byte[] payload) {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }

  /** The code of a Close, -1 when its payload is empty. */
  int closeCode() {
    return payload.length == 0 ? -1 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
  }

  String closeText() {
    return payload.length <= 2
        ? ""
        : new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
  }

  static byte[] closePayload(int code, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + utf8.length).putShort((short) code).put(utf8).array();
  }
}
