package dev.hawser.proxy;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A proxy for going out: what it speaks, where it is, and who one is to it.
 *
 * <p>Immutable. The host dialled is always looked up by the proxy, never here. The way to the proxy
 * is not encrypted: a login can be read there. No text of it ({@link #toString}) holds the login.
 *
 * @param kind what it speaks
 * @param host its name or address in lower case; an IPv6 address stands in brackets
 * @param port its port
 * @param login who one is to it, null for nobody
 */
public record Proxy(Kind kind, String host, int port, @Nullable Login login) {
  /** What a proxy speaks. */
  public enum Kind {
    /** HTTP's CONNECT, with Basic for a login (RFC 9110 s.9.3.6, RFC 7617). */
    HTTP("http", 80),
    /** SOCKS version 5, with user and password for a login (RFC 1928, RFC 1929). */
    SOCKS5("socks5", 1080);

    private final String scheme;
    private final int port;

    Kind(String scheme, int port) {
      this.scheme = scheme;
      this.port = port;
    }
  }

  /**
   * A user and a password; no text of it holds either.
   *
   * @param user not empty
   * @param password may be empty
   */
  public record Login(String user, String password) {
    /** Refuses an empty user. */
    public Login {
      if (user.isEmpty()) {
        throw new IllegalArgumentException("the login for a proxy has an empty user");
      }
    }

    @Override
    public String toString() {
      return "Login[***]";
    }
  }

  /** Refuses a port or a login that the proxy's protocol has no room for. */
  public Proxy {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("a proxy needs a host");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("the proxy's port " + port + " is not in 1-65535");
    }
    if (login != null && kind == Kind.HTTP) {
      requireBasic(login);
    } else if (login != null) {
      requireSocks("user", login.user());
      requireSocks("password", login.password());
    }
    host = host.toLowerCase(Locale.ROOT);
  }

  // RFC 7617 s.2
  private static void requireBasic(Login login) {
    if (login.user().indexOf(':') >= 0) {
      throw new IllegalArgumentException("the user for an HTTP proxy holds a colon");
    }
    if ((login.user() + login.password()).chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("the login for an HTTP proxy holds a control character");
    }
  }

  // RFC 1929 s.2
  private static void requireSocks(String what, String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < 1 || bytes > 255) {
      throw new IllegalArgumentException(
          "the " + what + " for a SOCKS5 proxy has " + bytes + " bytes, allowed are 1-255");
    }
  }

  /**
   * Returns the proxy of a URL such as {@code http://proxy.example:3128} or {@code
   * socks5://user:password@127.0.0.1}.
   *
   * <p>Schemes are {@code http} (port 80 unless one is named), {@code socks5} and, as the same,
   * {@code socks5h} (port 1080). What the URL syntax has no room for in a login is percent-encoded.
   *
   * @throws IllegalArgumentException naming the URL, without its login, and what is allowed
   */
  public static Proxy of(String url) {
    URI read;
    try {
      read = new URI(url);
    } catch (URISyntaxException e) {
      throw refused(url, "is not a URL: " + e.getReason());
    }
    String scheme = String.valueOf(read.getScheme()).toLowerCase(Locale.ROOT);
    Kind kind =
        switch (scheme) {
          case "http" -> Kind.HTTP;
          case "socks5", "socks5h" -> Kind.SOCKS5;
          default ->
              throw refused(
                  url,
                  (read.getScheme() == null ? "has no scheme" : "has scheme '" + scheme + "'")
                      + ", allowed are http, socks5 and socks5h");
        };
    if (read.getHost() == null) {
      throw refused(url, "has no valid host and port");
    }
    boolean more = read.getRawQuery() != null || read.getRawFragment() != null;
    if (more || !(read.getRawPath().isEmpty() || read.getRawPath().equals("/"))) {
      throw refused(url, "holds more than scheme, login, host and port");
    }
    int port = read.getPort() < 0 ? kind.port : read.getPort();
    return new Proxy(kind, read.getHost(), port, login(read.getRawUserInfo()));
  }

  private static @Nullable Login login(@Nullable String info) {
    if (info == null) {
      return null;
    }
    int colon = info.indexOf(':');
    return colon < 0
        ? new Login(decoded(info), "")
        : new Login(decoded(info.substring(0, colon)), decoded(info.substring(colon + 1)));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException refused(String url, String why) {
    String shown = url.substring(url.lastIndexOf('@') + 1);
    return new IllegalArgumentException(
        "the proxy '" + (shown.equals(url) ? "" : "***@") + shown + "' " + why);
  }

  /** Returns a copy with that login. */
  public Proxy login(String user, String password) {
    return new Proxy(kind, host, port, new Login(user, password));
  }

  /** Returns scheme, host and port. */
  @Override
  public String toString() {
    return kind.scheme + "://" + host + ":" + port;
  }
}
