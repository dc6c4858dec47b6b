package dev.hawser.transport;

import dev.hawser.frame.Deflation;
import dev.hawser.frame.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A message for many links, encoded once: what waits for a slow link is a reference to it.
 *
 * <p>It is compressed once too for all links of one level whose messages stand alone; a link that
 * keeps its context compresses it for itself. Immutable and safe for all threads.
 */
public final class SharedMessage {
  private final @Nullable String text;
  private final ByteBuffer bytes;

  /** What came of it last; two threads at once may both work it out, and come to the same. */
  private volatile @Nullable Packed packed;

  /** What one level makes of it, null where that is not smaller. */
  private record Packed(int level, @Nullable ByteBuffer bytes) {}

  private SharedMessage(@Nullable String text, ByteBuffer bytes) {
    this.text = text;
    this.bytes = bytes;
  }

  /**
   * Returns a text message.
   *
   * @throws IllegalArgumentException for a lone surrogate, naming its index
   */
  public static SharedMessage text(String text) {
    Utf8.length(text);
    return new SharedMessage(text, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns a binary message with a copy of that content. */
  public static SharedMessage binary(ByteBuffer content) {
    ByteBuffer copy = ByteBuffer.allocate(content.remaining());
    return new SharedMessage(null, copy.put(content.duplicate()).flip());
  }

  /** Returns the text, null for a binary message. */
  public @Nullable String text() {
    return text;
  }

  /** Returns the payload, text as UTF-8: a view of the one copy, read-only. */
  public ByteBuffer bytes() {
    return bytes.asReadOnlyBuffer();
  }

  /** Returns the payload's size in bytes. */
  public int size() {
    return bytes.remaining();
  }

  /** Returns it compressed, not to be changed; null where it is to be sent as it is. */
  @Nullable ByteBuffer deflated(Deflation by) {
    if (!by.shareable()) {
      return by.deflate(bytes());
    }
    Packed known = packed;
    if (known == null || known.level != by.level()) {
      known = new Packed(by.level(), by.deflate(bytes()));
      packed = known;
    }
    return known.bytes;
  }
}
