package dev.hawser.transport.vertx;

import dev.hawser.http.HttpHead;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.SocketAddress;
import java.nio.ByteBuffer;

/** Heads of HTTP messages and addresses in Vert.x's types. */
final class HttpHeads {
  private HttpHeads() {}

  /** Returns a head's bytes. */
  static Buffer bytes(HttpHead head) {
    return bytes(head.bytes());
  }

  /** Returns bytes as the runtime takes them. */
  static Buffer bytes(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return Buffer.buffer(copy);
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
