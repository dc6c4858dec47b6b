package dev.hawser.frame;

import dev.hawser.close.CloseReason;
import java.nio.ByteBuffer;

/**
 * Reads single frames from bytes that arrive in pieces of any size, for one who passes them on.
 *
 * <p>Control frames come whole, Pings included. A data frame comes in as many pieces as it arrives
 * in, so that no frame is ever held: the first carries the opcode, the others {@link
 * Opcode#CONTINUATION}, and {@link #fin} is true on the last piece of a message only. Fragmentation
 * means nothing to a WebSocket application, so such pieces may be sent on as frames (RFC 6455
 * s.5.4). The protocol is checked as by {@link FrameParser}; UTF-8 as the rules say. Not
 * thread-safe.
 */
public final class FrameReader {
  private static final byte[] NOTHING = new byte[0];

  private final FrameParser parser;
  private final boolean checkText;

  private boolean text;
  private int utf8 = Utf8.COMPLETE;
  private Opcode opcode = Opcode.CONTINUATION;
  private boolean fin;
  private byte[] piece = NOTHING;

  /** Returns a reader at the start of a byte stream. */
  public FrameReader(FrameRules rules) {
    this.parser = new FrameParser(rules);
    this.checkText = rules.checkText();
  }

  /**
   * Reads on and returns {@link Inbound#DATA}, {@link Inbound#PING}, {@link Inbound#PONG}, {@link
   * Inbound#CLOSE}, {@link Inbound#VIOLATION} or {@link Inbound#MORE}.
   */
  public Inbound next(ByteBuffer in) {
    Inbound found = parser.next(in);
    if (found != Inbound.DATA) {
      return found;
    }
    if (parser.remaining() > 0 && !in.hasRemaining()) {
      return Inbound.MORE;
    }
    boolean first = parser.remaining() == parser.length();
    opcode = first ? parser.opcode() : Opcode.CONTINUATION;
    if (opcode != Opcode.CONTINUATION) {
      text = opcode == Opcode.TEXT;
    }
    piece = new byte[(int) Math.min(in.remaining(), parser.remaining())];
    parser.read(in, piece, 0);
    fin = parser.fin() && parser.remaining() == 0;
    return checkText && text ? textPiece() : Inbound.DATA;
  }

  private Inbound textPiece() {
    utf8 = Utf8.check(utf8, piece, 0, piece.length);
    return utf8 == Utf8.INVALID || (fin && utf8 != Utf8.COMPLETE)
        ? parser.fail(Violation.text("text is not UTF-8"))
        : Inbound.DATA;
  }

  /** Returns the opcode of the piece just announced. */
  public Opcode opcode() {
    return opcode;
  }

  /** Tells whether the piece just announced is the last of its message. */
  public boolean fin() {
    return fin;
  }

  /** Returns the reserved bits, of {@code 0x70}, of the frame that the piece belongs to. */
  public int rsv() {
    return parser.rsv();
  }

  /** Returns the piece just announced, read-only and the caller's own, and forgets it. */
  public ByteBuffer takeData() {
    ByteBuffer taken = ByteBuffer.wrap(piece).asReadOnlyBuffer();
    piece = NOTHING;
    return taken;
  }

  /** Returns the payload of the Ping or Pong just announced, read-only and the caller's own. */
  public ByteBuffer takeControl() {
    return parser.takeControl();
  }

  /**
   * Returns what the Close frame said.
   *
   * @throws IllegalStateException before {@link Inbound#CLOSE}
   */
  public CloseReason closeReason() {
    return parser.closeReason();
  }

  /**
   * Returns what was wrong.
   *
   * @throws IllegalStateException before {@link Inbound#VIOLATION}
   */
  public Violation violation() {
    return parser.violation();
  }

  /** Tells whether the stream stands inside a frame: its header has begun, its end is not read. */
  public boolean midFrame() {
    return parser.midFrame();
  }

  /** Tells whether a fragmented message has begun of which the last frame has not. */
  public boolean midMessage() {
    return parser.midMessage();
  }
}
