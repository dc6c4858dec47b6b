package dev.hawser.doctor.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Another hop behind the URL, to be dialled with the URL's Host and path.
 *
 * @param name what the user calls it
 * @param scheme {@code ws} or {@code wss}; empty for the URL's own
 * @param host name or address
 * @param port the port
 */
public record Via(String name, String scheme, String host, int port) {
  private static final Pattern FORM =
      Pattern.compile(
          "([A-Za-z0-9._-]{1,40})=(?:(ws|wss)://)?(\\[[0-9a-fA-F:.]+\\]|[^\\s:/@?#\\[\\]]+):(\\d{1,5})");

  /**
   * Reads {@code NAME=HOST:PORT} or {@code NAME=ws://HOST:PORT}.
   *
   * @throws IllegalArgumentException naming the text and what is allowed
   */
  public static Via parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw refused(text);
    }
    int port = Integer.parseInt(matcher.group(4));
    if (port < 1 || port > 65535) {
      throw refused(text);
    }
    String scheme = matcher.group(2) == null ? "" : matcher.group(2);
    return new Via(matcher.group(1), scheme, matcher.group(3), port);
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "'"
            + text
            + "' is not a hop: NAME=HOST:PORT, or NAME=ws://HOST:PORT where the hop speaks no TLS;"
            + " a name has letters, digits, '.', '_' and '-', a port is in 1-65535");
  }

  /** Returns host and port. */
  public String address() {
    return host + ":" + port;
  }
}
