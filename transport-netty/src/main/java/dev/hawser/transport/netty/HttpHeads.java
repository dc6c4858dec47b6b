package dev.hawser.transport.netty;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.Map;

/** Heads of HTTP messages between Netty's types and the core's. */
final class HttpHeads {
  private HttpHeads() {}

  /** Returns a head's bytes. */
  static ByteBuf bytes(ByteBufAllocator allocator, HttpHead head) {
    ByteBuffer bytes = head.bytes();
    return allocator.directBuffer(bytes.remaining()).writeBytes(bytes);
  }

  /**
   * Returns the head of a request that a codec read.
   *
   * @throws IllegalArgumentException if the codec could not, or a name is no token
   */
  static HttpHead of(HttpRequest request) {
    DecoderResult parsed = request.decoderResult();
    if (parsed.isFailure()) {
      throw new IllegalArgumentException(parsed.cause().getMessage());
    }
    String[] pairs = new String[request.headers().size() * 2];
    int next = 0;
    for (Map.Entry<String, String> field : request.headers()) {
      pairs[next++] = field.getKey();
      pairs[next++] = field.getValue();
    }
    String start =
        request.method().name() + " " + request.uri() + " " + request.protocolVersion().text();
    return new HttpHead(start, Headers.of(pairs));
  }
}
