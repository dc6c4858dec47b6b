package dev.hawser.doctor.wire;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads one HTTP answer as it comes, and keeps what is no HTTP too.
 *
 * <p>Tolerant: a header line that is none is left out. Of the body it waits for what Content-Length
 * or chunks announce, 4 KiB at most, and not long: many proxies keep the connection open after a
 * refusal.
 */
final class AnswerReader {
  private static final int MAX_HEAD = 32 * 1024;
  private static final int MAX_BODY = 4 * 1024;
  private static final int FIRST = 256;
  private static final long BODY_PATIENCE = TimeUnit.MILLISECONDS.toNanos(500);

  private final RawLine line;
  private final ByteArrayOutputStream all = new ByteArrayOutputStream();
  private long firstByteAt;

  /** Where the answer begins that counts: behind the interim ones. */
  private int from;

  AnswerReader(RawLine line) {
    this.line = line;
  }

  /** Reads until the answer is whole, the connection ends or the time is over. */
  @Nullable HttpAnswer read(long deadline) {
    int headEnd = -1;
    while (headEnd < 0 && all.size() < MAX_HEAD && more(deadline)) {
      headEnd = headEnd();
      if (headEnd < 0 && !text().startsWith("HTTP/".substring(0, Math.min(5, all.size())))) {
        return null;
      }
    }
    if (headEnd < 0 || !text().startsWith("HTTP/")) {
      return null;
    }
    String[] lines = text().substring(from, headEnd).split("\r\n", -1);
    int status = status(lines[0]);
    if (status < 100) {
      return null;
    }
    Headers headers = headers(lines);
    int bodyFrom = headEnd + 4;
    if (status == 101) {
      return HttpAnswer.of(status, headers);
    }
    long patience = Math.min(deadline, line.pace().now() + BODY_PATIENCE);
    boolean open = true;
    while (open && !whole(headers, bodyFrom)) {
      open = more(patience);
    }
    return new HttpAnswer(status, headers, ByteBuffer.wrap(body(headers, bodyFrom)));
  }

  /** Returns where the head ends that counts; an interim answer comes before it. */
  private int headEnd() {
    int end = text().indexOf("\r\n\r\n", from);
    // RFC 9110 s.15.2: any number of 1xx may come first; 101 is final here.
    while (end >= 0 && text().startsWith("1", from + 9) && !text().startsWith("101", from + 9)) {
      from = end + 4;
      end = text().indexOf("\r\n\r\n", from);
    }
    return end;
  }

  private boolean more(long deadline) {
    byte[] piece = new byte[8 * 1024];
    int count = line.read(piece, deadline);
    if (count <= 0) {
      return false;
    }
    if (all.size() == 0) {
      firstByteAt = System.nanoTime();
    }
    all.write(piece, 0, count);
    return true;
  }

  /** Tells whether any byte came, and thus {@link #firstByteAt} means something. */
  boolean any() {
    return all.size() > 0;
  }

  long firstByteAt() {
    return firstByteAt;
  }

  String firstBytes() {
    String text = text();
    return text.substring(0, Math.min(FIRST, text.length()));
  }

  /** Returns what came after the head of a 101. */
  byte[] rest() {
    int after = text().indexOf("\r\n\r\n", from) + 4;
    byte[] bytes = all.toByteArray();
    return java.util.Arrays.copyOfRange(bytes, after, bytes.length);
  }

  private String text() {
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  private static int status(String statusLine) {
    String[] parts = statusLine.split(" ", 3);
    return parts.length > 1 && parts[1].matches("[1-9][0-9][0-9]") ? Integer.parseInt(parts[1]) : 0;
  }

  private static Headers headers(String[] lines) {
    Headers headers = Headers.empty();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      String name = colon < 0 ? "" : lines[i].substring(0, colon);
      String value = lines[i].substring(colon + 1);
      if (Headers.isToken(name) && value.indexOf('\0') < 0 && value.indexOf('\n') < 0) {
        headers = headers.with(name, value.replace("\r", ""));
      }
    }
    return headers;
  }

  private boolean whole(Headers headers, int from) {
    int have = all.size() - from;
    if (have >= MAX_BODY) {
      return true;
    }
    if (chunked(headers)) {
      return text().substring(from).endsWith("0\r\n\r\n");
    }
    String length = headers.first("Content-Length");
    return length != null && length.matches("\\d{1,9}") && have >= Integer.parseInt(length);
  }

  private static boolean chunked(Headers headers) {
    return headers.hasElement("Transfer-Encoding", "chunked");
  }

  private byte[] body(Headers headers, int from) {
    String raw = text().substring(Math.min(from, all.size()));
    String body = chunked(headers) ? unchunked(raw) : raw;
    return body.substring(0, Math.min(MAX_BODY, body.length()))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String unchunked(String raw) {
    StringBuilder body = new StringBuilder();
    int at = 0;
    while (true) {
      int lineEnd = raw.indexOf("\r\n", at);
      String size = lineEnd < 0 ? "" : raw.substring(at, lineEnd).split(";", 2)[0].strip();
      if (!size.toLowerCase(Locale.ROOT).matches("[0-9a-f]{1,7}")) {
        return body.toString();
      }
      int length = Integer.parseInt(size, 16);
      int from = lineEnd + 2;
      body.append(raw, Math.min(from, raw.length()), Math.min(from + length, raw.length()));
      at = from + length + 2;
      if (length == 0 || at > raw.length()) {
        return body.toString();
      }
    }
  }
}
