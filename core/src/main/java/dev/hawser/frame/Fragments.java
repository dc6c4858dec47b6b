package dev.hawser.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * One message cut into frames, so that control frames fit between them.
 *
 * <p>The first frame carries the opcode, the others are continuations, the last one has the FIN
 * bit; a message that fits, an empty one included, is one frame. A cut may fall inside a code
 * point, which RFC 6455 s.5.6 permits. Frames share the payload's memory. Not thread-safe.
 */
public final class Fragments implements Iterator<Frame> {
  /** The default size of a fragment: 64 KiB of payload. */
  public static final int DEFAULT_BYTES = 64 * 1024;

  private final ByteBuffer rest;
  private final int size;
  private Opcode next;
  private int rsv;
  private boolean done;

  private Fragments(Opcode opcode, int rsv, ByteBuffer payload, int size) {
    if (size < 1) {
      throw new IllegalArgumentException("fragments of " + size + " bytes, the least is 1");
    }
    this.next = opcode;
    this.rsv = rsv;
    this.rest = payload;
    this.size = size;
  }

  /**
   * Returns the frames of a text message, each with at most that many bytes of payload.
   *
   * @throws IllegalArgumentException naming the index of a surrogate without its other half
   */
  public static Fragments text(CharSequence text, int fragmentBytes) {
    Utf8.length(text);
    ByteBuffer payload = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    return new Fragments(Opcode.TEXT, 0, payload, fragmentBytes);
  }

  /** Returns the frames of a text message that is encoded already, each with at most that. */
  public static Fragments utf8(ByteBuffer payload, int fragmentBytes) {
    return new Fragments(Opcode.TEXT, 0, payload.slice(), fragmentBytes);
  }

  /** Returns the frames of a binary message, each with at most that many bytes of payload. */
  public static Fragments binary(ByteBuffer payload, int fragmentBytes) {
    return new Fragments(Opcode.BINARY, 0, payload.slice(), fragmentBytes);
  }

  /**
   * Returns the frames of a message that {@link Deflation#deflate} compressed, each with at most
   * that; the first one carries the bit that says so.
   */
  public static Fragments compressed(Opcode opcode, ByteBuffer payload, int fragmentBytes) {
    return new Fragments(opcode, Deflation.RSV1, payload.slice(), fragmentBytes);
  }

  /** Tells whether a frame is left. */
  @Override
  public boolean hasNext() {
    return !done;
  }

  /** Returns the next frame. */
  @Override
  public Frame next() {
    if (done) {
      throw new NoSuchElementException("the last frame was already taken");
    }
    int bytes = Math.min(size, rest.remaining());
    ByteBuffer payload = rest.slice(rest.position(), bytes);
    rest.position(rest.position() + bytes);
    done = !rest.hasRemaining();
    Frame frame = new Frame(next, done, rsv, payload);
    next = Opcode.CONTINUATION;
    rsv = 0; // RFC 7692 s.6.1: on the first frame only
    return frame;
  }
}
