package dev.hawser;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Answers an upgrade request with an HTTP status instead of a session. */
public final class Refuse implements Reception {
  private final int status;
  private final Headers headers;
  private final String body;

  private Refuse(int status, Headers headers, String body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /**
   * Returns a refusal with that status and no body.
   *
   * @throws IllegalArgumentException unless it is 200-599
   */
  public static Refuse status(int status) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("a refusal's status " + status + " is not in 200-599");
    }
    return new Refuse(status, Headers.empty(), "");
  }

  /**
   * Returns a copy that asks the client to come back after that time, in whole seconds rounded up.
   *
   * @throws IllegalArgumentException for a negative time
   */
  public Refuse retryAfter(Duration wait) {
    if (wait.isNegative()) {
      throw new IllegalArgumentException("retryAfter " + wait + " is negative");
    }
    long seconds = wait.plusNanos(999_999_999).toSeconds();
    return header("Retry-After", Long.toString(seconds));
  }

  /** Returns a copy with one more header field. */
  public Refuse header(String name, String value) {
    return new Refuse(status, headers.with(name, value), body);
  }

  /** Returns a copy with that body, sent as UTF-8. */
  public Refuse body(String text) {
    return new Refuse(status, headers, text);
  }

  HttpAnswer answer() {
    ByteBuffer bytes = ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8));
    return new HttpAnswer(status, headers, bytes);
  }
}
