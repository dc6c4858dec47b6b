package dev.hawser.frame;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A host in lower case and a port, -1 where none is named (RFC 3986 s.3.2).
 *
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 */
record Authority(String host, int port) {
  private static final String HOST_MARKS = "-._~!$&'()*+,;=%";

  /** Returns what the text says, null if it is no host with an optional port. */
  static @Nullable Authority read(String text) {
    int hostEnd = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
    String host = hostEnd < 0 ? text : text.substring(0, hostEnd);
    if (!validHost(host)) {
      return null;
    }
    String rest = text.substring(host.length());
    int port = -1;
    if (!rest.isEmpty()) {
      port = port(rest);
      if (port < 0) {
        return null;
      }
    }
    return new Authority(host.toLowerCase(Locale.ROOT), port);
  }

  private static int port(String colonAndDigits) {
    if (colonAndDigits.length() < 2
        || colonAndDigits.length() > 6
        || !colonAndDigits.startsWith(":")) {
      return -1;
    }
    int port = 0;
    for (int i = 1; i < colonAndDigits.length(); i++) {
      char c = colonAndDigits.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      port = port * 10 + (c - '0');
    }
    return port <= 65535 ? port : -1;
  }

  private static boolean validHost(String host) {
    boolean bracketed = host.startsWith("[");
    String inside = bracketed ? host.substring(1, host.length() - 1) : host;
    String marks = bracketed ? ":." : HOST_MARKS;
    return !inside.isEmpty()
        && inside
            .chars()
            .allMatch(c -> (c < 0x80 && Character.isLetterOrDigit(c)) || marks.indexOf(c) >= 0);
  }

  /** Returns the port, or that of the scheme where none is named. */
  int portOr(int schemePort) {
    return port < 0 ? schemePort : port;
  }
}
