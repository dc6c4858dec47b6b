package dev.hawser.frame;

import java.nio.ByteBuffer;
import java.util.Arrays;
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

  private final int level;
  private final boolean alone;
  private @Nullable Deflater stream;

  /**
   * Returns a deflater for the messages of one side.
   *
   * @param level 1-9
   * @param alone whether each message stands alone
   */
  MessageDeflater(int level, boolean alone) {
    this.level = level;
    this.alone = alone;
  }

  /**
   * Returns a message that is not empty, deflated.
   *
   * @return null where each message stands alone and this one would not become smaller
   */
  @Nullable ByteBuffer deflate(ByteBuffer message) {
    Deflater deflater = stream;
    if (deflater == null) {
      deflater = new Deflater(level, true);
      stream = deflater;
    }
    deflater.setInput(message.duplicate());
    byte[] out = new byte[LEAST + message.remaining() / 2];
    int bytes = 0;
    do {
      if (out.length - bytes < LEAST) {
        out = Arrays.copyOf(out, LEAST + 2 * out.length);
      }
      bytes += deflater.deflate(out, bytes, out.length - bytes, Deflater.SYNC_FLUSH);
    } while (bytes == out.length);
    if (alone) {
      free();
    }
    int left = bytes - TAIL;
    return alone && left >= message.remaining() ? null : ByteBuffer.wrap(out, 0, left);
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
