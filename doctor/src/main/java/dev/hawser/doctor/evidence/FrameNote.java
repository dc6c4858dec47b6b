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
 * @param defect what else is illegal about it: {@link #FRAGMENTED_CONTROL}, {@link #LONG_CONTROL},
 *     {@link #NOTHING_BEGUN}, {@link #STILL_OPEN}, {@link #NOT_UTF8} or empty
 */
public record FrameNote(
    int opcode,
    int rsv,
    boolean masked,
    long length,
    int code,
    String text,
    long atMillis,
    String defect) {
  /** A control frame without FIN (RFC 6455 s.5.5). */
  public static final String FRAGMENTED_CONTROL = "fragmented-control";

  /** A control frame of more than 125 bytes (RFC 6455 s.5.5). */
  public static final String LONG_CONTROL = "long-control";

  /** A continuation of no message (RFC 6455 s.5.4). */
  public static final String NOTHING_BEGUN = "nothing-begun";

  /** A new message inside another (RFC 6455 s.5.4). */
  public static final String STILL_OPEN = "still-open";

  /** Text that is not UTF-8 (RFC 6455 s.8.1). */
  public static final String NOT_UTF8 = "not-utf8";

  /** The opcode of a Close. */
  public static final int CLOSE = 0x8;

  /** The opcode of a Ping. */
  public static final int PING = 0x9;

  /** The opcode of a Pong. */
  public static final int PONG = 0xA;

  /** Notes a frame of which nothing else is illegal. */
  public FrameNote(
      int opcode, int rsv, boolean masked, long length, int code, String text, long atMillis) {
    this(opcode, rsv, masked, length, code, text, atMillis, "");
  }

  /** Tells whether no server may send it. */
  public boolean illegal() {
    return rsv != 0 || masked || unknownOpcode() || !defect.isEmpty();
  }

  /** Tells whether it is a Close. */
  public boolean close() {
    return opcode == CLOSE;
  }

  /** Tells whether the opcode is none that RFC 6455 s.5.2 defines. */
  public boolean unknownOpcode() {
    return opcode > 0xA || (opcode > 0x2 && opcode < CLOSE);
  }
}
