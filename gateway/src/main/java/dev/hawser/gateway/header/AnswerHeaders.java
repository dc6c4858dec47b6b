package dev.hawser.gateway.header;

import dev.hawser.http.Headers;
import java.util.Locale;

/** The header fields of the upstream's 101 on their way to the client, cookies among them. */
public final class AnswerHeaders {
  private AnswerHeaders() {}

  /** Returns them without those of the handshake, which is made anew, and with the request's id. */
  public static Headers passed(Headers from, String id) {
    Headers to = Headers.empty();
    for (Headers.Field field : HopByHop.without(from, "Content-Length", "X-Request-Id").fields()) {
      if (!field.name().toLowerCase(Locale.ROOT).startsWith("sec-websocket-")) {
        to = to.with(field.name(), field.value());
      }
    }
    return to.with("X-Request-Id", id);
  }
}
