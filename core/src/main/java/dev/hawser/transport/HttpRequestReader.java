package dev.hawser.transport;

import dev.hawser.http.HeadGatherer;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpHead;
import java.nio.ByteBuffer;

/**
 * Reads the head of an upgrade request from bytes as they come, for adapters whose runtime gives
 * bytes; what comes behind it is the link's. Not thread-safe.
 */
public final class HttpRequestReader {
  private final HeadGatherer gatherer;

  /** Takes heads of at most that many bytes. */
  public HttpRequestReader(int maxHeader) {
    gatherer = new HeadGatherer(maxHeader);
  }

  /** Takes bytes up to the head's end; true once it is whole, or longer than may be. */
  public boolean take(ByteBuffer bytes) {
    while (gatherer.text().isEmpty() && bytes.hasRemaining() && lineEnd(bytes)) {
      bytes.get(); // RFC 9112 s.2.2: empty lines ahead of the request line are ignored
    }
    return gatherer.take(bytes) || gatherer.tooLong();
  }

  private static boolean lineEnd(ByteBuffer bytes) {
    byte next = bytes.get(bytes.position());
    return next == '\r' || next == '\n';
  }

  /** Tells the door what was asked, or what is wrong with it; once, after {@link #take}. */
  public void report(AcceptDoor door) {
    if (gatherer.tooLong()) {
      boolean inLine = gatherer.inFirstLine();
      door.malformed(
          inLine ? 414 : 431,
          inLine ? "the request line is too long" : "the header section is too long");
      return;
    }
    HttpHead head;
    try {
      head = gatherer.head();
    } catch (IllegalArgumentException notHttp) {
      door.malformed(400, "no HTTP/1.1 request: " + notHttp.getMessage());
      return;
    }
    report(head, door);
  }

  /** Tells the door what was asked, or what is wrong with it, where a runtime read the head. */
  public static void report(HttpHead head, AcceptDoor door) {
    String[] start = head.start().split(" ", -1);
    if (start.length != 3 || !start[2].matches("HTTP/\\d\\.\\d") || !Headers.isToken(start[0])) {
      door.malformed(400, "no HTTP/1.1 request: it begins with '" + head.start() + "'");
    } else if (hasBody(head.fields())) {
      door.malformed(400, "an upgrade request has no body");
    } else {
      door.request(start[0], start[1], start[2], head.fields());
    }
  }

  private static boolean hasBody(Headers fields) {
    return fields.first("Transfer-Encoding") != null
        || !fields.all("Content-Length").stream().allMatch("0"::equals);
  }
}
