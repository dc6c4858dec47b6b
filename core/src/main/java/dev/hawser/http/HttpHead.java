package dev.hawser.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * The head of an HTTP/1.1 message (RFC 9112 s.2).
 *
 * @param start the first line
 * @param fields the header fields in their order
 */
public record HttpHead(String start, Headers fields) {
  /** What says where an answer ends: only {@link #refusal} may. */
  private static final Set<String> FRAMING =
      Set.of("connection", "content-length", "transfer-encoding");

  /** Returns the head of an answer that switches to WebSocket with those fields. */
  public static HttpHead switching(Headers fields) {
    return new HttpHead("HTTP/1.1 101 Switching Protocols", fields);
  }

  /**
   * Returns the head of an answer that refuses: its own fields but for those that say where it
   * ends, which are those of the body and of a connection that ends behind it.
   */
  public static HttpHead refusal(HttpAnswer answer) {
    int status = answer.status();
    Headers fields = unframed(answer.headers());
    if (hasBody(answer)) {
      fields = fields.with("Content-Length", String.valueOf(answer.body().remaining()));
    }
    // RFC 9110 s.7.8: whoever names a protocol says so here too.
    String connection = fields.all("Upgrade").isEmpty() ? "close" : "Upgrade, close";
    return new HttpHead(
        "HTTP/1.1 " + status + " " + Phrases.of(status), fields.with("Connection", connection));
  }

  /** Tells whether the answer's body is sent at all; a 204 has neither body nor length. */
  public static boolean hasBody(HttpAnswer answer) {
    return answer.status() != 204; // RFC 9110 s.8.6
  }

  /** Returns the fields that do not say where an answer ends. */
  public static Headers unframed(Headers headers) {
    Headers fields = Headers.empty();
    for (Headers.Field field : headers.fields()) {
      if (!FRAMING.contains(field.name().toLowerCase(Locale.ROOT))) {
        fields = fields.with(field.name(), field.value());
      }
    }
    return fields;
  }

  /** Returns the head's bytes: the first line, the fields and the empty line. */
  public ByteBuffer bytes() {
    StringBuilder head = new StringBuilder(start).append("\r\n");
    for (Headers.Field field : fields.fields()) {
      head.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    return ByteBuffer.wrap(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
  }
}
