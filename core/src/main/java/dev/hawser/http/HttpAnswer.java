package dev.hawser.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The HTTP answer to an upgrade request: status, header fields and the first part of the body.
 *
 * <p>Immutable. The body is what was kept, at most {@link #MAX_BODY} bytes; a longer body is cut,
 * never an error.
 */
public record HttpAnswer(int status, Headers headers, ByteBuffer body) {
  /** The most bytes of a body that are kept. */
  public static final int MAX_BODY = 64 * 1024;

  /** Copies the body, cutting it at {@link #MAX_BODY}; refuses a status outside 100-999. */
  public HttpAnswer {
    if (status < 100 || status > 999) {
      throw new IllegalArgumentException("HTTP status " + status + " is not in 100-999");
    }
    byte[] kept = new byte[Math.min(body.remaining(), MAX_BODY)];
    body.duplicate().get(kept);
    body = ByteBuffer.wrap(kept).asReadOnlyBuffer();
  }

  /** Returns an answer without a body. */
  public static HttpAnswer of(int status, Headers headers) {
    return new HttpAnswer(status, headers, ByteBuffer.allocate(0));
  }

  /** Returns an own view of the kept body, ready to read. */
  @Override
  public ByteBuffer body() {
    return body.duplicate();
  }

  /** Returns the kept body read as UTF-8; malformed bytes become U+FFFD. */
  public String bodyText() {
    return StandardCharsets.UTF_8.decode(body()).toString();
  }
}
