package dev.hawser.transport;

import dev.hawser.http.HeadGatherer;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.http.HttpHead;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to an upgrade request from bytes as they come, for adapters whose runtime gives
 * bytes.
 *
 * <p>A 101 counts as soon as its head is whole; bytes behind it are left. Another answer counts
 * when its body ends, by length, by chunks or with the stream, or when as much of it came as is
 * kept: a peer that keeps the connection open is not waited for. Not thread-safe.
 */
public final class HttpAnswerReader {
  private static final String BEGINNING = "HTTP/1.";
  private static final char TLS_ALERT = 21;
  private static final int SHOWN = 16;
  private static final int LONGEST_CHUNK_LINE = 1024;

  private final int maxHeader;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
  private HeadGatherer gatherer;
  private @Nullable HttpAnswer head;
  private boolean chunked;

  /** Bytes of the body, or of the chunk, that are still to come. */
  private long left;

  private @Nullable StringBuilder chunkLine;

  /** The answer is none of HTTP. */
  public static final class Bad extends Exception {
    private static final long serialVersionUID = 1;

    Bad(String text) {
      super(text);
    }
  }

  /** Takes header sections of at most that many bytes. */
  public HttpAnswerReader(int maxHeader) {
    this.maxHeader = maxHeader;
    this.gatherer = new HeadGatherer(maxHeader);
  }

  /**
   * Takes bytes, up to the end of a 101; returns the answer once it counts, and is of no use then.
   *
   * @throws Bad if what came is no such answer, in English
   */
  public @Nullable HttpAnswer take(ByteBuffer bytes) throws Bad {
    while (head == null) {
      boolean whole = gatherer.take(bytes);
      requireHttp();
      if (gatherer.tooLong()) {
        throw new Bad("the answer's header section is longer than " + maxHeader + " bytes");
      }
      if (!whole) {
        return null;
      }
      begin();
    }
    if (head.status() == 101) {
      return head;
    }
    return bodyEnds(bytes) ? answer() : null;
  }

  /** Tells whether a head has begun that is not whole: the stream's end now would cut it. */
  public boolean amidHead() {
    return head == null && gatherer.text().length() >= BEGINNING.length();
  }

  /** Returns the answer as far as it came when the stream ended, null for none. */
  public @Nullable HttpAnswer cut() {
    return head == null ? null : answer();
  }

  private HttpAnswer answer() {
    HttpAnswer answered = head;
    if (answered == null) {
      throw new IllegalStateException("there is no answer yet");
    }
    return new HttpAnswer(
        answered.status(), answered.headers(), ByteBuffer.wrap(body.toByteArray()));
  }

  private void requireHttp() throws Bad {
    CharSequence text = gatherer.text();
    int known = Math.min(text.length(), BEGINNING.length());
    if (BEGINNING.contentEquals(text.subSequence(0, known))
        || BEGINNING.startsWith(text.subSequence(0, known).toString())) {
      return;
    }
    if (text.charAt(0) == TLS_ALERT) {
      throw new Bad("the peer speaks TLS; the URL's scheme must be wss");
    }
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < Math.min(SHOWN, text.length()); i++) {
      char c = text.charAt(i);
      shown.append(c >= ' ' && c < 127 ? c : '?');
    }
    throw new Bad("the peer speaks no HTTP; it began with '" + shown + "'");
  }

  private void begin() throws Bad {
    HttpHead parsed;
    try {
      parsed = gatherer.head();
    } catch (IllegalArgumentException notHttp) {
      throw new Bad("the answer is no HTTP/1.1: " + notHttp.getMessage());
    }
    if (!parsed.start().matches("HTTP/1\\.[01] [1-9]\\d\\d( .*)?")) {
      throw new Bad("the answer is no HTTP/1.1: it begins with '" + parsed.start() + "'");
    }
    int status = Integer.parseInt(parsed.start().substring(9, 12));
    // RFC 9110 s.15.2: an interim answer precedes the one that counts.
    if (status < 200 && status != 101) {
      gatherer = new HeadGatherer(maxHeader);
      return;
    }
    head = HttpAnswer.of(status, parsed.fields());
    frame(status, parsed.fields());
  }

  // RFC 9112 s.6.3
  private void frame(int status, Headers fields) {
    String length = fields.first("Content-Length");
    if (status == 204 || status == 304) {
      left = 0;
    } else if (fields.hasElement("Transfer-Encoding", "chunked")) {
      chunked = true;
      chunkLine = new StringBuilder();
    } else if (length != null && length.matches("[0-9]{1,18}")) {
      left = Long.parseLong(length);
    } else {
      left = Long.MAX_VALUE;
    }
  }

  private boolean bodyEnds(ByteBuffer bytes) {
    while (body.size() < HttpAnswer.MAX_BODY) {
      if (chunkLine != null) {
        if (!bytes.hasRemaining()) {
          return false;
        }
        if (chunkBegins(chunkLine, (char) (bytes.get() & 0xFF))) {
          return true;
        }
      } else if (left == 0) {
        if (!chunked) {
          return true;
        }
        chunkLine = new StringBuilder();
      } else if (bytes.hasRemaining()) {
        int most = Math.min(bytes.remaining(), HttpAnswer.MAX_BODY - body.size());
        byte[] part = new byte[(int) Math.min(left, most)];
        bytes.get(part);
        body.writeBytes(part);
        left -= part.length;
      } else {
        return false;
      }
    }
    return true;
  }

  /** Takes a byte of a chunk's line; returns whether the body ended, by rule or by nonsense. */
  private boolean chunkBegins(StringBuilder line, char next) {
    if (next != '\n') {
      line.append(next);
      return line.length() > LONGEST_CHUNK_LINE;
    }
    String size = line.toString().replaceAll(";.*|\r", "").strip();
    line.setLength(0);
    if (size.isEmpty()) {
      return false; // The end of the chunk before.
    }
    if (!size.matches("[0-9a-fA-F]{1,15}")) {
      return true;
    }
    left = Long.parseLong(size, 16);
    chunkLine = null;
    return left == 0;
  }
}
