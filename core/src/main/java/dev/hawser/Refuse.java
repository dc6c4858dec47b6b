package dev.hawser;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Answers an upgrade request with an HTTP status instead of a session. */
public final class Refuse implements Reception {
  private static final Set<String> FRAMING =
      Set.of("connection", "content-length", "transfer-encoding");
  private static final Duration LONGEST_WAIT = Duration.ofDays(365);

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
   * @throws IllegalArgumentException unless it is 0-365 days
   */
  public Refuse retryAfter(Duration wait) {
    if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException("retryAfter " + wait + " is not in PT0S-" + LONGEST_WAIT);
    }
    long seconds = wait.plusNanos(999_999_999).toSeconds();
    return header("Retry-After", Long.toString(seconds));
  }

  /**
   * Returns a copy with one more header field.
   *
   * @throws IllegalArgumentException for a name that is no token, a value with a line end, and the
   *     fields that frame the answer: Connection, Content-Length, Transfer-Encoding
   */
  public Refuse header(String name, String value) {
    if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("header '" + name + "' is set by the server itself");
    }
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
