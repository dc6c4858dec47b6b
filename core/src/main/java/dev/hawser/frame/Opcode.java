package dev.hawser.frame;

import org.jspecify.annotations.Nullable;

/** What a frame is (RFC 6455 s.5.2, s.11.8). */
public enum Opcode {
  /** Goes on with the fragmented message before it. */
  CONTINUATION(0x0),
  /** Begins, or is, a text message. */
  TEXT(0x1),
  /** Begins, or is, a binary message. */
  BINARY(0x2),
  /** Closes the connection. */
  CLOSE(0x8),
  /** Asks for a Pong. */
  PING(0x9),
  /** Answers a Ping, or is sent unasked. */
  PONG(0xA);

  private static final @Nullable Opcode[] BY_BITS = new @Nullable Opcode[16];

  static {
    for (Opcode opcode : values()) {
      BY_BITS[opcode.bits] = opcode;
    }
  }

  private final int bits;

  Opcode(int bits) {
    this.bits = bits;
  }

  /** Returns the four bits that stand for it on the wire. */
  public int bits() {
    return bits;
  }

  /** Tells whether it is a control frame: at most 125 bytes and never fragmented. */
  public boolean control() {
    return bits >= 0x8;
  }

  /** Returns the opcode of those four bits, null where they are reserved. */
  static @Nullable Opcode of(int bits) {
    return BY_BITS[bits];
  }
}
