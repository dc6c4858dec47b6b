package dev.hawser;

import dev.hawser.frame.WebSocketUri;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** Checks URLs where they enter. */
final class Endpoints {
  private static final int MAX_PORT = 65535;

  private Endpoints() {}

  static URI parse(String url) {
    try {
      return require(new URI(url));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "'" + url + "' is no URL, index " + e.getIndex() + ": " + e.getReason(), e);
    }
  }

  // RFC 6455 s.3: scheme ws or wss, a host, no fragment.
  static URI require(URI url) {
    String scheme = url.getScheme();
    if (!"ws".equalsIgnoreCase(scheme) && !"wss".equalsIgnoreCase(scheme)) {
      String named = scheme == null ? "has no scheme" : "has scheme '" + scheme + "'";
      throw new IllegalArgumentException("'" + url + "' " + named + ", allowed are ws and wss");
    }
    if (url.getHost() == null) {
      throw new IllegalArgumentException("'" + url + "' names no valid host");
    }
    if (url.getPort() == 0 || url.getPort() > MAX_PORT) {
      throw new IllegalArgumentException(
          "'" + url + "' has the port " + url.getPort() + ", allowed are 1-" + MAX_PORT);
    }
    if (url.getRawFragment() != null) {
      throw new IllegalArgumentException("'" + url + "' has a fragment, which ws URLs do not have");
    }
    WebSocketUri.of(url); // what else a handshake cannot ask for, such as user info
    return url;
  }

  static List<URI> requireAll(List<URI> urls) {
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("no endpoint was named, at least one is needed");
    }
    urls.forEach(Endpoints::require);
    return List.copyOf(urls);
  }
}
