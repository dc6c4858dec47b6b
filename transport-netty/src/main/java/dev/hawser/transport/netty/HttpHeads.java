package dev.hawser.transport.netty;

import dev.hawser.http.Headers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Heads of HTTP messages between Netty's types, bytes and the core's values. */
final class HttpHeads {
  private HttpHeads() {}

  /** Returns a head's bytes: the start line, the fields and the empty line. */
  static ByteBuf bytes(ByteBufAllocator allocator, String startLine, Headers headers) {
    StringBuilder head = new StringBuilder(startLine).append("\r\n");
    for (Headers.Field field : headers.fields()) {
      head.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    head.append("\r\n");
    ByteBuf bytes = allocator.directBuffer(head.length());
    bytes.writeCharSequence(head, StandardCharsets.ISO_8859_1);
    return bytes;
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
    if (address instanceof InetSocketAddress internet && internet.getAddress() != null) {
      InetAddress ip = internet.getAddress();
      String literal = ip.getHostAddress();
      return (literal.indexOf(':') < 0 ? literal : "[" + literal + "]") + ":" + internet.getPort();
    }
    return String.valueOf(address);
  }
}
