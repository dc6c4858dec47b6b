package dev.hawser.gateway.header;

import dev.hawser.frame.WebSocketUri;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where a request goes: the upstream's URL with the path and query that the client asked for. */
public final class Target {
  private Target() {}

  /**
   * Returns the URL, null for a target that is no path.
   *
   * @param base the upstream's; its path goes before the client's
   * @param target the request target as sent
   */
  public static @Nullable URI at(URI base, String target) {
    if (!target.startsWith("/")) {
      return null; // RFC 9112 s.3.2.2: the absolute form is for proxies, which this is not
    }
    String path = base.getRawPath() == null ? "" : base.getRawPath();
    String before = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    try {
      URI uri = new URI(base.getScheme() + "://" + base.getRawAuthority() + before + target);
      return uri.getRawFragment() == null ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** Returns the Host field of requests in the upstream's own name. */
  public static String host(URI base) {
    return WebSocketUri.of(base).hostHeader();
  }
}
