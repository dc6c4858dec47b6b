package dev.hawser.conformance;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One frame as it stood on the wire, its payload unmasked.
 *
 * @param fin the final bit
 * @param rsv the three reserved bits
 * @param opcode the number of its kind
 * @param masked whether it was masked
 * @param key the masking key, zero where it was not masked
 * @param payload its payload
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares frames.
public record RawFrame(boolean fin, int rsv, int opcode, boolean masked, int key, byte[] payload) {
  /** Goes on with a fragmented message. */
  public static final int CONTINUATION = 0;

  /** Begins a text message. */
  public static final int TEXT = 1;

  /** Begins a binary message. */
  public static final int BINARY = 2;

  /** Begins or answers the closing handshake. */
  public static final int CLOSE = 8;

  /** Asks for a Pong. */
  public static final int PING = 9;

  /** Answers a Ping. */
  public static final int PONG = 10;

  /** Returns the payload read as UTF-8. */
  public String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }

  /** Returns the code of a Close, -1 when its payload is empty. */
  public int closeCode() {
    return payload.length < 2 ? -1 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
  }

  /** Returns the text of a Close. */
  public String closeText() {
    return payload.length <= 2
        ? ""
        : new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
  }

  /** Returns the payload of a Close of that code and text. */
  public static byte[] closePayload(int code, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + utf8.length).putShort((short) code).put(utf8).array();
  }

  @Override
  public String toString() {
    String kind =
        switch (opcode) {
          case CONTINUATION -> "continuation";
          case TEXT -> "text";
          case BINARY -> "binary";
          case CLOSE -> "Close " + closeCode() + " '" + closeText() + "'";
          case PING -> "Ping";
          case PONG -> "Pong";
          default -> "opcode " + opcode;
        };
    return kind + (fin ? "" : ", not final") + ", " + payload.length + " bytes";
  }
}
