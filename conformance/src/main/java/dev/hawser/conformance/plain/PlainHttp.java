package dev.hawser.conformance.plain;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** As much of HTTP/1.1 as an opening handshake needs. */
final class PlainHttp {
  private static final int LONGEST_CHUNK_LINE = 1024;

  private PlainHttp() {}

  /** What came is no HTTP. */
  static final class Malformed extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    Malformed(int status, String text) {
      super(text);
      this.status = status;
    }

    /** What a server answers to it. */
    int status() {
      return status;
    }
  }

  /** A head: its first line and its fields. */
  record Head(String start, Headers headers) {}

  /** Returns an address as it stands in facts. */
  static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }

  /** Returns a head as it goes out. */
  static String head(String start, Headers headers) {
    StringBuilder head = new StringBuilder(start).append("\r\n");
    for (Headers.Field field : headers.fields()) {
      head.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  /** Reads an answer; null when the stream ended before one. */
  static @Nullable HttpAnswer answer(InputStream in, int maxHeader) throws IOException {
    while (true) {
      Head head = head(in, maxHeader, "HTTP/");
      if (head == null) {
        return null;
      }
      String[] start = head.start().split(" ", 3);
      if (start.length < 2 || !start[1].matches("[1-9][0-9][0-9]")) {
        throw new Malformed(400, "the answer begins with '" + head.start() + "'");
      }
      int status = Integer.parseInt(start[1]);
      if (status == 101) {
        return HttpAnswer.of(status, head.headers());
      }
      // RFC 9110 s.15.2: an interim answer precedes the one that counts.
      if (status >= 200) {
        byte[] body = body(in, head.headers(), status);
        return new HttpAnswer(status, head.headers(), ByteBuffer.wrap(body));
      }
    }
  }

  /** Reads a head that has to begin so; null when the stream ended before its end. */
  static @Nullable Head head(InputStream in, int maxHeader, String beginning) throws IOException {
    String start = line(in, maxHeader, beginning);
    if (start == null) {
      return null;
    }
    Headers headers = Headers.empty();
    int size = start.length();
    String line = line(in, maxHeader - size, "");
    while (line != null && !line.isEmpty()) {
      int colon = line.indexOf(':');
      size += line.length() + 2;
      if (colon < 1) {
        throw new Malformed(400, "'" + line + "' is no header field");
      }
      try {
        headers = headers.with(line.substring(0, colon), line.substring(colon + 1));
      } catch (IllegalArgumentException notHttp) {
        throw new Malformed(400, String.valueOf(notHttp.getMessage()));
      }
      line = line(in, maxHeader - size, "");
    }
    return line == null ? null : new Head(start, headers);
  }

  private static @Nullable String line(InputStream in, int most, String beginning)
      throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (line.length() < beginning.length() && beginning.charAt(line.length()) != b) {
        throw new Malformed(400, "the peer speaks no HTTP/1.1");
      }
      if (b == '\n') {
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r'
            ? line.substring(0, end - 1)
            : line.toString();
      }
      line.append((char) b);
      if (line.length() > most) {
        throw new Malformed(431, "the header section is too long");
      }
    }
    return null;
  }

  private static byte[] body(InputStream in, Headers headers, int status) throws IOException {
    if (status == 204 || status == 304) {
      return new byte[0];
    }
    if (headers.hasElement("Transfer-Encoding", "chunked")) {
      return chunks(in);
    }
    String length = headers.first("Content-Length");
    int most = HttpAnswer.MAX_BODY;
    if (length != null && length.matches("[0-9]{1,18}")) {
      most = (int) Math.min(most, Long.parseLong(length));
    }
    return upTo(in, most);
  }

  private static byte[] upTo(InputStream in, int most) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] some = new byte[4096];
    try {
      while (body.size() < most) {
        int read = in.read(some, 0, Math.min(some.length, most - body.size()));
        if (read < 0) {
          break;
        }
        body.write(some, 0, read);
      }
    } catch (IOException cut) {
      return body.toByteArray(); // A body that is cut short is still an answer.
    }
    return body.toByteArray();
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (body.size() < HttpAnswer.MAX_BODY) {
      String line = line(in, LONGEST_CHUNK_LINE, "");
      if (line == null || !line.matches("[0-9a-fA-F]{1,7}(;.*)?") || line.startsWith("0")) {
        break;
      }
      int size = Integer.parseInt(line.replaceAll(";.*", ""), 16);
      body.writeBytes(upTo(in, Math.min(size, HttpAnswer.MAX_BODY - body.size())));
      if (line(in, LONGEST_CHUNK_LINE, "") == null) {
        break;
      }
    }
    return body.toByteArray();
  }

  /** Returns those bytes of a text that has a byte for each character. */
  static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Returns a text that has a character for each of those bytes. */
  static String latin1(ByteBuffer bytes) {
    return StandardCharsets.ISO_8859_1.decode(bytes).toString();
  }
}
