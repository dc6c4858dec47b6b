package dev.hawser.frame;

import java.nio.ByteBuffer;

/**
 * One frame to write.
 *
 * @param opcode what it carries
 * @param fin whether it is the last of its message
 * @param rsv the reserved bits, of {@code 0x70}; 0 without extensions
 * @param payload its payload, unmasked, from position to limit
 */
public record Frame(Opcode opcode, boolean fin, int rsv, ByteBuffer payload) {
  /** Refuses a control frame that is fragmented or carries more than 125 bytes. */
  public Frame {
    if ((rsv & ~0x70) != 0) {
      throw new IllegalArgumentException(
          "reserved bits 0x" + Integer.toHexString(rsv) + " are not within 0x70");
    }
    // RFC 6455 s.5.5
    if (opcode.control() && (!fin || payload.remaining() > 125)) {
      throw new IllegalArgumentException(
          opcode
              + (fin ? " payload of " + payload.remaining() + " bytes, the most is 125" : " frame")
              + (fin ? "" : " cannot be fragmented"));
    }
  }

  /** Returns a whole message, or a control frame, in one frame. */
  public static Frame whole(Opcode opcode, ByteBuffer payload) {
    return new Frame(opcode, true, 0, payload);
  }
}
