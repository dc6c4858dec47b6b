package dev.hawser.frame;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Role;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames from bytes that arrive in pieces of any size, and checks the framing rules.
 *
 * <p>A caller asks {@link #next} until it answers {@link Inbound#MORE}, and may stop after any
 * answer: what was not read stays in its buffer. Control frames come whole; of a data frame the
 * header is announced and the payload then taken with {@link #read}. Every rule is checked as soon
 * as the byte that breaks it is there, sizes from the header alone. The buffer may be on the heap
 * or direct, read-only and of any byte order; it is never written to. {@link MessageReader} and
 * {@link FrameReader} stand on this class. Not thread-safe. Source: RFC 6455 s.5.
 */
public final class FrameParser {
  private static final int FIRST_BYTE = 0;
  private static final int SECOND_BYTE = 1;
  private static final int LENGTH = 2;
  private static final int PAYLOAD = 3;
  private static final int CLOSED = 4;
  private static final byte[] NOTHING = new byte[0];

  private final FrameRules rules;
  private final boolean masked;

  private int stage = FIRST_BYTE;
  private Opcode opcode = Opcode.CONTINUATION;
  private boolean fin = true;
  private byte rsv;
  private byte messageRsv;
  private byte short7;
  private byte lengthOwed;
  private byte keyOwed;
  private int key;
  private long length;
  private long offset;
  private boolean midMessage;
  private long messageBytes;
  private byte[] control = NOTHING;
  private @Nullable CloseReason close;
  private @Nullable Violation violation;

  /** Returns a parser at the start of a byte stream. */
  public FrameParser(FrameRules rules) {
    this.rules = rules;
    this.masked = rules.self() == Role.SERVER;
  }

  /**
   * Reads on and returns {@link Inbound#DATA}, {@link Inbound#PING}, {@link Inbound#PONG}, {@link
   * Inbound#CLOSE}, {@link Inbound#VIOLATION} or {@link Inbound#MORE}.
   *
   * <p>{@code DATA} comes once when a data frame's header is complete, then whenever bytes of its
   * payload wait in the buffer.
   */
  public Inbound next(ByteBuffer in) {
    if (violation != null) {
      return Inbound.VIOLATION;
    }
    if (stage == CLOSED) {
      in.position(in.limit()); // RFC 6455 s.5.5.1: nothing counts after Close
      return Inbound.MORE;
    }
    if (stage == PAYLOAD) {
      return opcode.control()
          ? controlPayload(in)
          : in.hasRemaining() ? Inbound.DATA : Inbound.MORE;
    }
    return header(in);
  }

  private Inbound header(ByteBuffer in) {
    if (stage == FIRST_BYTE) {
      if (!in.hasRemaining()) {
        return Inbound.MORE;
      }
      if (refuse(first(in.get()))) {
        return Inbound.VIOLATION;
      }
      stage = SECOND_BYTE;
    }
    if (stage == SECOND_BYTE) {
      if (!in.hasRemaining()) {
        return Inbound.MORE;
      }
      if (refuse(second(in.get()))) {
        return Inbound.VIOLATION;
      }
      stage = LENGTH;
    }
    return rest(in);
  }

  private Inbound rest(ByteBuffer in) {
    while (lengthOwed > 0) {
      if (!in.hasRemaining()) {
        return Inbound.MORE;
      }
      length = (length << 8) | (in.get() & 0xFF);
      if (--lengthOwed == 0 && refuse(wrongLength())) {
        return Inbound.VIOLATION;
      }
    }
    while (keyOwed > 0) {
      if (!in.hasRemaining()) {
        return Inbound.MORE;
      }
      key = (key << 8) | (in.get() & 0xFF);
      keyOwed--;
    }
    return begin(in);
  }

  private @Nullable Violation first(byte b) {
    Opcode found = Opcode.of(b & 0x0F);
    fin = b < 0;
    rsv = (byte) (b & 0x70);
    if (found == null) {
      return Violation.protocol("reserved opcode " + (b & 0x0F));
    }
    opcode = found;
    if (found == Opcode.TEXT || found == Opcode.BINARY) {
      messageRsv = rsv;
    }
    return rules.wrongBegin(found, fin, rsv, midMessage);
  }

  private @Nullable Violation second(byte b) {
    keyOwed = (byte) (masked ? 4 : 0);
    key = 0;
    offset = 0;
    short7 = (byte) (b & 0x7F);
    length = short7;
    Violation wrong = rules.wrongMask(b < 0);
    if (wrong != null || opcode.control()) {
      return wrong != null || short7 <= 125
          ? wrong
          : Violation.protocol("control frame with a payload over 125 bytes");
    }
    if (short7 <= 125) {
      return wrongLength();
    }
    length = 0;
    lengthOwed = (byte) (short7 == 126 ? 2 : 8);
    return null;
  }

  private @Nullable Violation wrongLength() {
    return rules.wrongLength(short7, length, messageBytes, messageRsv);
  }

  private Inbound begin(ByteBuffer in) {
    if (opcode.control()) {
      control = length == 0 ? NOTHING : new byte[(int) length];
      stage = PAYLOAD;
      return controlPayload(in);
    }
    midMessage = !fin;
    messageBytes = fin ? 0 : messageBytes + length;
    stage = length == 0 ? FIRST_BYTE : PAYLOAD;
    return Inbound.DATA;
  }

  private Inbound controlPayload(ByteBuffer in) {
    read(in, control, (int) offset);
    if (offset < length) {
      return Inbound.MORE;
    }
    stage = FIRST_BYTE;
    if (opcode == Opcode.CLOSE) {
      return closed();
    }
    return opcode == Opcode.PING ? Inbound.PING : Inbound.PONG;
  }

  private Inbound closed() {
    ClosePayload payload = ClosePayload.read(control, rules.lenientCodes());
    control = NOTHING;
    if (payload.violation() != null) {
      return fail(payload.violation());
    }
    close = payload.reason();
    stage = CLOSED;
    return Inbound.CLOSE;
  }

  /**
   * Moves unmasked payload of the frame at hand from the buffer into the array, as much as the
   * buffer, the frame and the array have, and returns how many bytes that is.
   */
  public int read(ByteBuffer in, byte[] target, int from) {
    int bytes = (int) Math.min(Math.min(in.remaining(), target.length - from), length - offset);
    in.get(target, from, bytes);
    if (masked) {
      Masking.apply(target, from, from + bytes, Masking.turn(key, offset));
    }
    offset += bytes;
    if (offset == length && !opcode.control()) {
      stage = FIRST_BYTE;
    }
    return bytes;
  }

  /** Passes over the frame at hand, of which the caller read the whole payload itself. */
  void skip(ByteBuffer in) {
    in.position(in.position() + (int) length);
    offset = length;
    stage = FIRST_BYTE;
  }

  /** Tells whether payload must be unmasked. */
  boolean masked() {
    return masked;
  }

  /** Refuses all further input if something is wrong; returns whether it is. */
  private boolean refuse(@Nullable Violation found) {
    violation = found;
    return found != null;
  }

  /** Refuses all further input. */
  Inbound fail(Violation found) {
    violation = found;
    return Inbound.VIOLATION;
  }

  /** Returns the opcode of the frame at hand. */
  public Opcode opcode() {
    return opcode;
  }

  /** Tells whether the frame at hand is the last of its message. */
  public boolean fin() {
    return fin;
  }

  /** Returns the reserved bits, of {@code 0x70}, of the frame at hand. */
  public int rsv() {
    return rsv;
  }

  /** Returns the payload's length that the frame at hand declared, in bytes. */
  public long length() {
    return length;
  }

  /** Returns how many bytes of the frame at hand were not read yet. */
  public long remaining() {
    return length - offset;
  }

  /** Returns the payload of the Ping or Pong just announced, read-only and the caller's own. */
  public ByteBuffer takeControl() {
    ByteBuffer taken = ByteBuffer.wrap(control).asReadOnlyBuffer();
    control = NOTHING;
    return taken;
  }

  /**
   * Returns what the Close frame said.
   *
   * @throws IllegalStateException before {@link Inbound#CLOSE}
   */
  public CloseReason closeReason() {
    if (close == null) {
      throw new IllegalStateException("no Close frame was read");
    }
    return close;
  }

  /**
   * Returns what was wrong.
   *
   * @throws IllegalStateException before {@link Inbound#VIOLATION}
   */
  public Violation violation() {
    if (violation == null) {
      throw new IllegalStateException("nothing is wrong");
    }
    return violation;
  }

  /** Tells whether the stream stands inside a frame: its header has begun, its end is not read. */
  public boolean midFrame() {
    return stage != FIRST_BYTE && stage != CLOSED;
  }

  /** Tells whether a fragmented message has begun of which the last frame has not. */
  public boolean midMessage() {
    return midMessage;
  }
}
