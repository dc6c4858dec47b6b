package dev.hawser.doctor.plan;

import dev.hawser.frame.HandshakeOffer;
import dev.hawser.frame.WebSocketUri;
import dev.hawser.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Whom to examine.
 *
 * @param uri the URL, without user info
 * @param headers additional header fields of the handshake, such as Authorization
 * @param subprotocols the subprotocols to offer
 * @param origin the Origin to send, empty for the URL's own
 * @param vias further hops behind the URL, from the outermost to the server itself
 */
public record Target(
    WebSocketUri uri, Headers headers, List<String> subprotocols, String origin, List<Via> vias) {
  /** Refuses what the handshake itself sets, and hops of one name. */
  public Target {
    subprotocols = List.copyOf(subprotocols);
    vias = List.copyOf(vias);
    HandshakeOffer offer = new HandshakeOffer(uri, subprotocols, List.of(), headers);
    if (offer.headers().first("Origin") != null) {
      throw new IllegalArgumentException("header 'Origin' has an option of its own: --origin");
    }
    if (vias.stream().map(Via::name).distinct().count() < vias.size()) {
      throw new IllegalArgumentException("two hops have the same name; each needs its own");
    }
  }

  /**
   * Returns the target of a URL alone. User info becomes an Authorization header.
   *
   * @throws IllegalArgumentException naming the URL, without its secrets, and what is allowed
   */
  public static Target of(String url) {
    int slashes = url.indexOf("//");
    int path = slashes < 0 ? -1 : endOfAuthority(url, slashes + 2);
    int at = slashes < 0 ? -1 : url.lastIndexOf('@', path - 1);
    if (at < slashes + 2) {
      return new Target(WebSocketUri.parse(url), Headers.empty(), List.of(), "", List.of());
    }
    String user = url.substring(slashes + 2, at);
    String plain = url.substring(0, slashes + 2) + url.substring(at + 1);
    String basic = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    Headers headers = Headers.of("Authorization", "Basic " + basic);
    return new Target(WebSocketUri.parse(plain), headers, List.of(), "", List.of());
  }

  private static int endOfAuthority(String url, int from) {
    for (int i = from; i < url.length(); i++) {
      if ("/?#".indexOf(url.charAt(i)) >= 0) {
        return i;
      }
    }
    return url.length();
  }

  /** Returns a copy with more header fields. */
  public Target headers(Headers more) {
    return new Target(uri, headers.withAll(more), subprotocols, origin, vias);
  }

  /** Returns a copy that offers these subprotocols. */
  public Target subprotocols(List<String> names) {
    return new Target(uri, headers, names, origin, vias);
  }

  /** Returns a copy that sends this Origin. */
  public Target origin(String sent) {
    return new Target(uri, headers, subprotocols, sent, vias);
  }

  /** Returns a copy with these hops. */
  public Target vias(List<Via> hops) {
    return new Target(uri, headers, subprotocols, origin, hops);
  }

  /** Tells whether credentials are sent. */
  public boolean credentials() {
    return headers.first("Authorization") != null || headers.first("Cookie") != null;
  }

  /** Returns the origin of the URL's own host. */
  public String ownOrigin() {
    return (uri.secure() ? "https://" : "http://") + uri.hostHeader();
  }

  /** Returns the origin that is sent. */
  public String sentOrigin() {
    return origin.isEmpty() ? ownOrigin() : origin;
  }
}
