package dev.hawser.transport;

import dev.hawser.frame.Utf8;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A message for many links, encoded once: what waits for a slow link is a reference to it.
 *
 * <p>Immutable and safe for all threads.
 */
public final class SharedMessage {
  private final @Nullable String text;
  private final ByteBuffer bytes;

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
}
