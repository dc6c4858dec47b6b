package dev.hawser.doctor.evidence;

/**
 * One received frame, without its payload.
 *
 * @param opcode its four bits
 * @param rsv its reserved bits, of {@code 0x70}
 * @param masked whether it was masked, which a server may not do
 * @param length the bytes of its payload
 * @param code of a Close its code, 1005 for an empty one; 0 for other frames
 * @param text of a Close its reason
 * @param atMillis when it came, counted from the 101
 */
public record FrameNote(
    int opcode, int rsv, boolean masked, long length, int code, String text, long atMillis) {
  /** The opcode of a Close. */
  public static final int CLOSE = 0x8;

  /** The opcode of a Ping. */
  public static final int PING = 0x9;

  /** The opcode of a Pong. */
  public static final int PONG = 0xA;

  /** Tells whether it is a Close. */
  public boolean close() {
    return opcode == CLOSE;
  }

  /** Tells whether the opcode is none that RFC 6455 s.5.2 defines. */
  public boolean unknownOpcode() {
    return opcode > 0xA || (opcode > 0x2 && opcode < CLOSE);
  }
}
