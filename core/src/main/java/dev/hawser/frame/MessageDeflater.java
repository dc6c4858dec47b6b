package dev.hawser.frame;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Deflates whole messages.
 *
 * <p>The native stream is made for the first message and held until {@link #free}, or, where each
 * message stands alone, until it is done. Source: RFC 7692 s.7.2.1.
 */
final class MessageDeflater {
  /** The end that a receiver puts back. */
  private static final int TAIL = 4;

  /** Room that keeps the JDK from writing a flush's mark twice. */
  private static final int LEAST = 64;

  private final boolean alone;
  private final Supplier<Deflater> maker;
  private @Nullable Deflater stream;

  /**
   * Returns a deflater for the messages of one side.
   *
   * @param level 1-9
   * @param alone whether each message stands alone
   */
  MessageDeflater(int level, boolean alone) {
    this(alone, () -> new Deflater(level, true));
  }

  /** Returns one whose native streams come from there. */
  MessageDeflater(boolean alone, Supplier<Deflater> maker) {
    this.alone = alone;
    this.maker = maker;
  }

  /**
   * Returns a message that is not empty, deflated.
   *
   * @return null where each message stands alone and this one would not become smaller
   */
  @Nullable ByteBuffer deflate(ByteBuffer message) {
    Deflater deflater = stream;
    if (deflater == null) {
      deflater = maker.get();
      stream = deflater;
    }
    deflater.setInput(message.duplicate());
    byte[] out = new byte[LEAST + message.remaining() / 2];
    int bytes = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
    while (bytes == out.length) {
      out = Arrays.copyOf(out, LEAST + 2 * bytes);
      bytes += deflater.deflate(out, bytes, out.length - bytes, Deflater.SYNC_FLUSH);
    }
    if (alone) {
      free();
    }
    int left = bytes - TAIL;
    return alone && left >= message.remaining() ? null : ByteBuffer.wrap(out, 0, left);
  }

  /** Tells whether each message stands alone. */
  boolean alone() {
    return alone;
  }

  /** Tells whether a native stream is held. */
  boolean held() {
    return stream != null;
  }

  /** Gives the native stream back; a further message would begin another. */
  void free() {
    if (stream != null) {
      stream.end();
      stream = null;
    }
  }
}
