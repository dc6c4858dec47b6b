package dev.hawser.transport.vertx;

import dev.hawser.http.Headers;
import io.netty.handler.codec.http.HttpHeaders;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.SocketAddress;
import java.util.Map;

/** Heads of HTTP messages between the runtime's types, bytes and the core's values. */
final class HttpHeads {
  private HttpHeads() {}

  /** Returns a head's bytes: the start line, the fields and the empty line. */
  static Buffer bytes(String startLine, Headers headers) {
    StringBuilder head = new StringBuilder(startLine).append("\r\n");
    for (Headers.Field field : headers.fields()) {
      head.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    return Buffer.buffer(head.append("\r\n").toString(), "ISO-8859-1");
  }

  /**
   * Returns the fields in their order.
   *
   * @throws IllegalArgumentException if a name is no token
   */
  static Headers fields(HttpHeaders parsed) {
    String[] pairs = new String[parsed.size() * 2];
    int next = 0;
    for (Map.Entry<String, String> field : parsed) {
      pairs[next++] = field.getKey();
      pairs[next++] = field.getValue();
    }
    return Headers.of(pairs);
  }

  /** Returns {@code address:port}, an IPv6 address in brackets. */
  static String text(SocketAddress address) {
    String literal = address.hostAddress();
    if (literal == null) {
      return address.toString();
    }
    return (literal.indexOf(':') < 0 ? literal : "[" + literal + "]") + ":" + address.port();
  }
}
