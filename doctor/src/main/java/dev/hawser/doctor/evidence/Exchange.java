package dev.hawser.doctor.evidence;

import dev.hawser.http.HttpAnswer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One request and everything that came back.
 *
 * @param answer the HTTP answer, null when there was none
 * @param defect what breaks the protocol in a 101, empty when nothing does
 * @param firstBytes the first bytes that came back, one character each
 * @param end how the connection stood afterwards
 * @param firstByteMillis from the request to the first byte; -1 when none came
 * @param millis from the request to the end of looking
 */
public record Exchange(
    @Nullable HttpAnswer answer,
    String defect,
    String firstBytes,
    WireEnd end,
    long firstByteMillis,
    long millis) {

  /** Returns an exchange without a single byte back. */
  public static Exchange mute(WireEnd end, long millis) {
    return new Exchange(null, "", "", end, -1, millis);
  }

  /** Returns the HTTP status, 0 when there was no HTTP answer. */
  public int status() {
    return answer == null ? 0 : answer.status();
  }

  /** Tells whether the connection is a WebSocket now. */
  public boolean upgraded() {
    return status() == 101 && defect.isEmpty();
  }

  /** Tells whether not one byte came back. */
  public boolean mute() {
    return firstBytes.isEmpty();
  }

  /** Tells whether bytes came back that are no HTTP. */
  public boolean garbage() {
    return answer == null && !firstBytes.isEmpty();
  }

  /** Tells whether the first bytes are a TLS alert (RFC 8446 s.6). */
  public boolean tlsAlert() {
    return firstBytes.startsWith("\u0015\u0003");
  }

  /** Returns the first field of that name, empty when there is none. */
  public String header(String name) {
    String value = answer == null ? null : answer.headers().first(name);
    return value == null ? "" : value;
  }

  /** Returns the kept part of the body. */
  public String body() {
    return answer == null ? "" : answer.bodyText();
  }

  /** Tells whether the answer is a page for people. */
  public boolean html() {
    return header("Content-Type").toLowerCase(Locale.ROOT).contains("text/html")
        || body().toLowerCase(Locale.ROOT).contains("<html");
  }

  /** Tells whether the other answer has the same status and says the same. */
  public boolean sameAs(Exchange other) {
    return answer != null
        && status() == other.status()
        && body().equals(other.body())
        && header("Location").equals(other.header("Location"));
  }
}
