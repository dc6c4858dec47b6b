package dev.hawser.examples.trials;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One upgrade request and its answer over a socket that waits. */
final class HttpHead {
  private final ByteBuffer in;

  /** Takes heads of at most that many bytes. */
  HttpHead(int maxHeader) {
    in = ByteBuffer.allocate(maxHeader + HttpAnswer.MAX_BODY);
  }

  /** Returns the bytes that came behind the answer. */
  ByteBuffer rest() {
    return in;
  }

  HttpAnswer exchange(AsyncSocket socket, URI uri, Map<String, List<String>> headers)
      throws IOException {
    StringBuilder out = new StringBuilder("GET ");
    String path = uri.getRawPath();
    out.append(path == null || path.isEmpty() ? "/" : path);
    if (uri.getRawQuery() != null) {
      out.append('?').append(uri.getRawQuery());
    }
    out.append(" HTTP/1.1\r\n");
    headers.forEach(
        (name, values) ->
            values.forEach(v -> out.append(name).append(": ").append(v).append("\r\n")));
    socket.send(ByteBuffer.wrap(out.append("\r\n").toString().getBytes(StandardCharsets.UTF_8)));
    int end = headEnd();
    while (end < 0) {
      if (in.position() > in.capacity() - HttpAnswer.MAX_BODY) {
        throw new ProtocolException("header section of the answer is too long");
      }
      if (socket.receive(in) < 0) {
        throw new IOException("the peer hung up before its answer was complete");
      }
      end = headEnd();
    }
    String head = new String(in.array(), 0, end, StandardCharsets.ISO_8859_1);
    HttpAnswer answer = parse(head);
    in.flip().position(end + 4);
    return answer.status() == 101 ? answer : withBody(socket, answer);
  }

  private int headEnd() {
    for (int i = 3; i < in.position(); i++) {
      if (in.get(i) == '\n' && in.get(i - 1) == '\r' && in.get(i - 2) == '\n') {
        return i - 3;
      }
    }
    return -1;
  }

  private static HttpAnswer parse(String head) throws ProtocolException {
    String[] lines = head.split("\r\n", -1);
    if (!lines[0].matches("HTTP/1\\.[01] [1-9]\\d\\d( .*)?")) {
      throw new ProtocolException("no HTTP/1.1 status line: " + lines[0]);
    }
    Headers headers = Headers.empty();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon < 1 || !Headers.isToken(lines[i].substring(0, colon))) {
        throw new ProtocolException("no header field: " + lines[i]);
      }
      headers = headers.with(lines[i].substring(0, colon), lines[i].substring(colon + 1));
    }
    return HttpAnswer.of(Integer.parseInt(lines[0].substring(9, 12)), headers);
  }

  private HttpAnswer withBody(AsyncSocket socket, HttpAnswer answer) throws IOException {
    String length = answer.headers().first("Content-Length");
    long announced = length == null ? Long.MAX_VALUE : Long.parseLong(length.strip());
    if (answer.headers().hasElement("Transfer-Encoding", "chunked")) {
      announced = 0; // Not taken apart here: a body half understood is none.
      in.position(in.limit());
    }
    int wanted = (int) Math.min(announced, HttpAnswer.MAX_BODY);
    in.compact();
    while (in.position() < wanted && socket.receive(in) >= 0) {
      continue;
    }
    in.flip().limit(Math.min(in.limit(), wanted));
    return new HttpAnswer(answer.status(), answer.headers(), in);
  }
}
