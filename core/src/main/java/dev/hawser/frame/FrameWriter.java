package dev.hawser.frame;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Role;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes frames: a client's masked with the key it is given, a server's bare.
 *
 * <p>Immutable and safe for any thread. A method with a target writes at its position and leaves
 * the position behind the frame; it needs {@link #frameBytes} bytes of room, on the heap or direct,
 * in any byte order. The others return buffers of exact size, ready to read. Every check is made
 * before the first byte is written. The key is four unpredictable bytes (RFC 6455 s.5.3, s.10.3)
 * for each frame of a client; a server ignores it. Source: RFC 6455 s.5.
 */
public final class FrameWriter {
  private static final int COPY_BELOW = 1024;

  /** The most characters that are worth a loop to spare an array. */
  private static final int SHORT = 256;

  private static final FrameWriter CLIENT = new FrameWriter(true);
  private static final FrameWriter SERVER = new FrameWriter(false);

  private final boolean masks;

  private FrameWriter(boolean masks) {
    this.masks = masks;
  }

  /** Returns the writer of that side. */
  public static FrameWriter of(Role self) {
    return self == Role.CLIENT ? CLIENT : SERVER;
  }

  /** Returns how many bytes the header of a frame with that payload takes: 2 to 14. */
  public int headerBytes(long payload) {
    int length = payload <= 125 ? 2 : payload <= 0xFFFF ? 4 : 10;
    return masks ? length + 4 : length;
  }

  /** Returns how many bytes a frame with that payload takes. */
  public long frameBytes(long payload) {
    return headerBytes(payload) + payload;
  }

  /**
   * Writes a text message in one frame.
   *
   * @param utf8Bytes what {@link Utf8#length} said of this very text
   */
  public void text(ByteBuffer target, CharSequence text, int utf8Bytes, int key) {
    header(target, 0x80 | Opcode.TEXT.bits(), utf8Bytes, key);
    int from = target.position();
    String string = text.toString();
    boolean ascii = utf8Bytes == string.length();
    if (ascii && target.hasArray()) {
      ascii(string, target.array(), target.arrayOffset() + from);
      target.position(from + utf8Bytes);
    } else if (ascii && utf8Bytes <= SHORT) {
      ascii(string, target);
    } else {
      target.put(string.getBytes(StandardCharsets.UTF_8));
    }
    mask(target, from, key);
  }

  /** The only copy of the JDK from a string into an array that is there; right for ASCII alone. */
  @SuppressWarnings("deprecation")
  private static void ascii(String text, byte[] target, int from) {
    text.getBytes(0, text.length(), target, from);
  }

  /** Eight at a time: for a short text as fast as by an array, and no garbage. */
  private static void ascii(String text, ByteBuffer target) {
    int i = 0;
    for (; i <= text.length() - Long.BYTES; i += Long.BYTES) {
      long eight = 0;
      for (int k = i; k < i + Long.BYTES; k++) {
        eight = eight << Byte.SIZE | text.charAt(k);
      }
      target.putLong(target.order() == ByteOrder.BIG_ENDIAN ? eight : Long.reverseBytes(eight));
    }
    for (; i < text.length(); i++) {
      target.put((byte) text.charAt(i));
    }
  }

  /**
   * Returns a text message in one frame.
   *
   * @throws IllegalArgumentException naming the index of a surrogate without its other half
   */
  public ByteBuffer text(CharSequence text, int key) {
    int bytes = Utf8.length(text);
    ByteBuffer target = ByteBuffer.allocate(Utf8.requireArraySize(frameBytes(bytes)));
    text(target, text, bytes, key);
    return target.flip();
  }

  /** Writes a frame; the payload's position stays. */
  public void frame(ByteBuffer target, Frame frame, int key) {
    ByteBuffer payload = frame.payload();
    int bytes = payload.remaining();
    header(target, firstByte(frame), bytes, key);
    int from = target.position();
    target.put(from, payload, payload.position(), bytes).position(from + bytes);
    mask(target, from, key);
  }

  /**
   * Returns a frame as buffers to be written one after the other.
   *
   * <p>A server's payload of 1 KiB and more is not copied: the second buffer shares its memory,
   * which must not change until it is written. In every other case there is one buffer that shares
   * nothing.
   */
  public ByteBuffer[] frame(Frame frame, int key) {
    ByteBuffer payload = frame.payload();
    int bytes = payload.remaining();
    if (!masks && bytes >= COPY_BELOW) {
      ByteBuffer header = ByteBuffer.allocate(headerBytes(bytes));
      header(header, firstByte(frame), bytes, key);
      return new ByteBuffer[] {header.flip(), payload.slice()};
    }
    ByteBuffer target = ByteBuffer.allocate(Utf8.requireArraySize(frameBytes(bytes)));
    frame(target, frame, key);
    return new ByteBuffer[] {target.flip()};
  }

  /**
   * Returns a Ping.
   *
   * @throws IllegalArgumentException if the payload is over 125 bytes
   */
  public ByteBuffer ping(ByteBuffer payload, int key) {
    return frame(Frame.whole(Opcode.PING, payload), key)[0];
  }

  /**
   * Returns a Pong.
   *
   * @throws IllegalArgumentException if the payload is over 125 bytes
   */
  public ByteBuffer pong(ByteBuffer payload, int key) {
    return frame(Frame.whole(Opcode.PONG, payload), key)[0];
  }

  /** Returns a Close; {@link CloseReason#NONE} gives an empty payload (RFC 6455 s.5.5.1). */
  public ByteBuffer close(CloseReason reason, int key) {
    return frame(Frame.whole(Opcode.CLOSE, ClosePayload.write(reason)), key)[0];
  }

  private static int firstByte(Frame frame) {
    return (frame.fin() ? 0x80 : 0) | frame.rsv() | frame.opcode().bits();
  }

  private void header(ByteBuffer target, int firstByte, int payload, int key) {
    target.put((byte) firstByte);
    int maskBit = masks ? 0x80 : 0;
    if (payload <= 125) {
      target.put((byte) (maskBit | payload));
    } else if (payload <= 0xFFFF) {
      target.put((byte) (maskBit | 126)).put((byte) (payload >>> 8)).put((byte) payload);
    } else {
      target.put((byte) (maskBit | 127));
      bigEndian(target, 0);
      bigEndian(target, payload);
    }
    if (masks) {
      bigEndian(target, key);
    }
  }

  private static void bigEndian(ByteBuffer target, int value) {
    target.putInt(target.order() == ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value));
  }

  private void mask(ByteBuffer target, int from, int key) {
    if (masks) {
      Masking.apply(target, from, target.position(), key);
    }
  }
}
