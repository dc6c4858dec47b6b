package dev.hawser.http;

import java.nio.ByteBuffer;

/** Gathers the head of an HTTP/1.1 message from bytes that come as they like, up to a bound. */
public final class HeadGatherer {
  private final int most;
  private final StringBuilder text = new StringBuilder();

  /** Gathers a head of at most that many bytes. */
  public HeadGatherer(int most) {
    this.most = most;
  }

  /** Takes bytes up to the head's end; returns whether that was reached. */
  public boolean take(ByteBuffer bytes) {
    while (bytes.hasRemaining() && !tooLong()) {
      char next = (char) (bytes.get() & 0xFF);
      int before = text.length() - 1;
      text.append(next);
      if (next == '\n' && before >= 0) {
        boolean cr = text.charAt(before) == '\r';
        int end = cr ? before - 1 : before;
        if (end >= 0 && text.charAt(end) == '\n') {
          return true;
        }
      }
    }
    return false;
  }

  /** Tells whether more came than it gathers. */
  public boolean tooLong() {
    return text.length() > most;
  }

  /** Tells whether the first line has not ended. */
  public boolean inFirstLine() {
    return text.indexOf("\n") < 0;
  }

  /** Returns what came so far. */
  public CharSequence text() {
    return text;
  }

  /**
   * Returns the head.
   *
   * @throws IllegalArgumentException naming a line that is no header field
   */
  public HttpHead head() {
    String[] lines = text.toString().split("\r?\n", -1);
    String[] pairs = new String[(lines.length - 3) * 2];
    for (int i = 1; i < lines.length - 2; i++) {
      int colon = lines[i].indexOf(':');
      if (colon < 1 || !Headers.isToken(lines[i].substring(0, colon))) {
        throw new IllegalArgumentException("'" + lines[i] + "' is no header field");
      }
      pairs[2 * i - 2] = lines[i].substring(0, colon);
      pairs[2 * i - 1] = lines[i].substring(colon + 1).strip();
    }
    return new HttpHead(lines[0], Headers.of(pairs));
  }
}
