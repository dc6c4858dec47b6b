package dev.hawser.frame;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * A ws or wss URL, taken apart (RFC 6455 s.3).
 *
 * @param secure true for wss
 * @param host name or address in lower case; an IPv6 address stands in brackets
 * @param port the port named, else 80 for ws and 443 for wss
 * @param resource path and query as they go into the request line; begins with a slash
 */
public record WebSocketUri(boolean secure, String host, int port, String resource) {
  /**
   * Returns the URL's parts.
   *
   * @throws IllegalArgumentException naming the URL, without query and user info, and what is
   *     allowed
   */
  public static WebSocketUri parse(String url) {
    try {
      return of(new URI(url));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "'" + publicPart(url) + "' is not a URL: " + e.getReason() + " at index " + e.getIndex());
    }
  }

  /**
   * Returns the URL's parts.
   *
   * @throws IllegalArgumentException naming the URL, without query and user info, and what is
   *     allowed
   */
  public static WebSocketUri of(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("ws") && !scheme.equals("wss")) {
      String named = scheme.isEmpty() ? "has no scheme" : "has scheme '" + scheme + "'";
      throw refused(url, named + ", allowed are ws and wss");
    }
    String text = url.getRawAuthority() == null ? "" : url.getRawAuthority();
    if (text.isEmpty()) {
      throw refused(url, "has no host");
    }
    if (text.indexOf('@') >= 0) {
      throw refused(url, "holds user info; send an Authorization header instead");
    }
    if (url.getRawFragment() != null) {
      throw refused(url, "holds a fragment, which ws URLs do not have");
    }
    Authority authority = Authority.read(text);
    if (authority == null || authority.port() == 0) {
      throw refused(url, "has no valid host and port; a host is ASCII and a port in 1-65535");
    }
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    boolean secure = scheme.equals("wss");
    return new WebSocketUri(
        secure, authority.host(), authority.portOr(secure ? 443 : 80), path + query);
  }

  private static IllegalArgumentException refused(URI url, String why) {
    return new IllegalArgumentException("'" + publicPart(url.toString()) + "' " + why);
  }

  /** Cuts what may be a secret: user info, query and fragment. */
  private static String publicPart(String url) {
    int end = url.indexOf('?') < 0 ? url.length() : url.indexOf('?');
    int fragment = url.indexOf('#');
    String head = url.substring(0, fragment < 0 ? end : Math.min(end, fragment));
    int at = head.lastIndexOf('@');
    int slashes = head.indexOf("//");
    String named =
        at < 0
            ? head
            : head.substring(0, slashes < 0 ? 0 : slashes + 2) + "***" + head.substring(at);
    return end < url.length() ? named + "?***" : named;
  }

  /** Returns the value of the Host field: the port is left out where it is the scheme's own. */
  public String hostHeader() {
    return port == (secure ? 443 : 80) ? host : host + ":" + port;
  }

  /** Returns the URL without its query, which may hold secrets. */
  @Override
  public String toString() {
    return publicPart((secure ? "wss://" : "ws://") + hostHeader() + resource);
  }
}
