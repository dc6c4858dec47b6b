package dev.hawser.frame;

import dev.hawser.close.CloseReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole messages from bytes that arrive in pieces of any size: fragments joined, text decoded
 * strictly.
 *
 * <p>A caller asks {@link #next} until it answers {@link Inbound#MORE}, and may stop after any
 * answer: what was not read stays in its buffer. A message that lies whole in the buffer is decoded
 * straight from it; any other is gathered, with memory that follows the bytes that came and not the
 * length that was declared. Text that comes in parts is checked as it comes, so that bad UTF-8
 * fails before the message is complete. Not thread-safe. Sources: RFC 6455 s.5.4, s.5.6, s.8.1, RFC
 * 7692 s.6.2.
 */
public final class MessageReader {
  private static final int AHEAD = 16 * 1024;

  /** The most bytes that are inflated in one go. */
  private static final int PIECE = 16 * 1024;

  private final FrameParser parser;
  private final @Nullable MessageInflater inflater;

  private boolean text;
  private @Nullable MessageInflater packed;
  private int utf8 = Utf8.COMPLETE;
  private byte @Nullable [] gathered;
  private int bytes;
  private @Nullable String readyText;
  private @Nullable ByteBuffer readyBinary;

  /**
   * Returns a reader at the start of a byte stream; a message is limited to what an array can hold
   * even where the rules allow more.
   *
   * @throws IllegalArgumentException if the rules allow reserved bits, which no extension of this
   *     reader understands
   */
  public MessageReader(FrameRules rules) {
    this.parser = new FrameParser(bounded(rules));
    this.inflater = null;
  }

  /**
   * Returns a reader at the start of a byte stream with compressed messages, whose limit is that of
   * what they hold: inflating stops one byte over it. Memory of the inflater is the deflation's to
   * give back.
   */
  public MessageReader(FrameRules rules, Deflation deflation) {
    FrameRules bounded = bounded(rules).rsv(Deflation.RSV1);
    this.parser = new FrameParser(bounded);
    this.inflater = deflation.inflating((int) bounded.maxMessage());
  }

  private static FrameRules bounded(FrameRules rules) {
    if (rules.rsv() != 0) {
      throw new IllegalArgumentException(
          "reserved bits 0x" + Integer.toHexString(rules.rsv()) + " belong to no known extension");
    }
    return rules.maxMessage(Math.min(rules.maxMessage(), Utf8.MAX_ARRAY));
  }

  /**
   * Reads on and returns {@link Inbound#TEXT}, {@link Inbound#BINARY}, {@link Inbound#PING}, {@link
   * Inbound#PONG}, {@link Inbound#CLOSE}, {@link Inbound#VIOLATION} or {@link Inbound#MORE}.
   *
   * @param scratch used during this call only
   */
  public Inbound next(ByteBuffer in, Scratch scratch) {
    while (true) {
      Inbound found = parser.next(in);
      if (found != Inbound.DATA) {
        return found;
      }
      Inbound message = data(in, scratch);
      if (message != Inbound.MORE) {
        return message;
      }
    }
  }

  private Inbound data(ByteBuffer in, Scratch scratch) {
    boolean begins = parser.opcode() != Opcode.CONTINUATION;
    if (begins && gathered == null) {
      text = parser.opcode() == Opcode.TEXT;
      packed = parser.rsv() != 0 ? inflater : null;
      if (packed == null && parser.fin() && parser.length() <= in.remaining()) {
        return whole(in, scratch);
      }
    }
    return packed == null ? gather(in) : inflate(packed, in, scratch);
  }

  private Inbound inflate(MessageInflater from, ByteBuffer in, Scratch scratch) {
    if (gathered == null) {
      utf8 = Utf8.COMPLETE;
      from.next();
    }
    int before = from.bytes();
    byte[] piece =
        scratch.atLeast((int) Math.min(PIECE, Math.min(in.remaining(), parser.remaining())));
    int length = parser.read(in, piece, 0);
    boolean last = parser.fin() && parser.remaining() == 0;
    Violation wrong = from.add(piece, length, last);
    gathered = from.out();
    bytes = from.bytes();
    if (wrong != null) {
      return failed(wrong);
    }
    if (text) {
      utf8 = Utf8.check(utf8, gathered, before, bytes);
    }
    return last ? done(gathered) : utf8 == Utf8.INVALID ? notUtf8() : Inbound.MORE;
  }

  private Inbound whole(ByteBuffer in, Scratch scratch) {
    bytes = (int) parser.length();
    if (!text) {
      byte[] payload = new byte[bytes];
      parser.read(in, payload, 0);
      return binary(payload);
    }
    byte[] source;
    int from = 0;
    if (in.hasArray() && !parser.masked()) {
      source = in.array();
      from = in.arrayOffset() + in.position();
      parser.skip(in);
    } else {
      source = scratch.atLeast(bytes);
      parser.read(in, source, 0);
    }
    String decoded = new String(source, from, bytes, StandardCharsets.UTF_8);
    // The JDK puts U+FFFD where bytes are malformed; it may also have been sent as such.
    if (decoded.indexOf('\uFFFD') >= 0
        && Utf8.check(Utf8.COMPLETE, source, from, from + bytes) != Utf8.COMPLETE) {
      return notUtf8();
    }
    readyText = decoded;
    return Inbound.TEXT;
  }

  private Inbound gather(ByteBuffer in) {
    byte[] room = room(in.remaining());
    int from = bytes;
    bytes += parser.read(in, room, from);
    if (text) {
      utf8 = Utf8.check(utf8, room, from, bytes);
      if (utf8 == Utf8.INVALID) {
        return notUtf8();
      }
    }
    if (!parser.fin() || parser.remaining() > 0) {
      return Inbound.MORE;
    }
    return done(room);
  }

  private Inbound done(byte[] room) {
    gathered = null;
    if (!text) {
      return binary(room);
    }
    if (utf8 != Utf8.COMPLETE) {
      return notUtf8();
    }
    readyText = new String(room, 0, bytes, StandardCharsets.UTF_8);
    return Inbound.TEXT;
  }

  /** Makes room for what waits in the buffer, and ahead of it at most 16 KiB or as much again. */
  private byte[] room(int waiting) {
    if (gathered == null) {
      bytes = 0;
      utf8 = Utf8.COMPLETE;
      gathered = new byte[0];
    }
    long declared = bytes + parser.remaining();
    long wanted = bytes + Math.min(waiting, parser.remaining());
    if (wanted > gathered.length) {
      long ahead = Math.max(wanted + AHEAD, 2 * wanted);
      gathered = Arrays.copyOf(gathered, (int) Math.min(declared, ahead));
    }
    return gathered;
  }

  private Inbound binary(byte[] payload) {
    readyBinary = ByteBuffer.wrap(payload, 0, bytes).asReadOnlyBuffer();
    return Inbound.BINARY;
  }

  private Inbound notUtf8() {
    return failed(Violation.text("text is not UTF-8"));
  }

  private Inbound failed(Violation wrong) {
    gathered = null;
    return parser.fail(wrong);
  }

  /**
   * Returns the text just announced and forgets it.
   *
   * @throws IllegalStateException unless {@link Inbound#TEXT} was just returned
   */
  public String takeText() {
    String taken = readyText;
    if (taken == null) {
      throw new IllegalStateException("no text message waits");
    }
    readyText = null;
    return taken;
  }

  /**
   * Returns the payload of the binary message just announced, read-only and the caller's own, and
   * forgets it.
   *
   * @throws IllegalStateException unless {@link Inbound#BINARY} was just returned
   */
  public ByteBuffer takeBinary() {
    ByteBuffer taken = readyBinary;
    if (taken == null) {
      throw new IllegalStateException("no binary message waits");
    }
    readyBinary = null;
    return taken;
  }

  /** Returns how many bytes of payload the message just announced has. */
  public int messageBytes() {
    return bytes;
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
