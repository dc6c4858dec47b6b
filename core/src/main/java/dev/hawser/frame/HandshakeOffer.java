package dev.hawser.frame;

import dev.hawser.http.Headers;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for in its opening handshake.
 *
 * @param uri where to
 * @param subprotocols offered subprotocols in order of preference
 * @param extensions offered extensions, each with its parameters, as in Sec-WebSocket-Extensions
 * @param headers additional header fields, such as Origin, Authorization or Cookie
 * @param relayedHost for a request that is passed on, the Host field of whoever asked, who also
 *     judges an answer that selects no subprotocol; null for a request of one's own
 */
public record HandshakeOffer(
    WebSocketUri uri,
    List<String> subprotocols,
    List<String> extensions,
    Headers headers,
    @Nullable String relayedHost) {
  /**
   * Refuses subprotocols that are no tokens or stand twice, header fields that the handshake itself
   * sets (Host, Upgrade, Connection and Sec-WebSocket-*), and a relayed Host that is none.
   */
  public HandshakeOffer {
    subprotocols = List.copyOf(subprotocols);
    extensions = List.copyOf(extensions);
    for (int i = 0; i < subprotocols.size(); i++) {
      String name = subprotocols.get(i);
      if (!Headers.isToken(name)) {
        throw new IllegalArgumentException(
            "subprotocol '" + name + "' is not a token: no spaces, commas or separators");
      }
      if (subprotocols.indexOf(name) < i) {
        throw new IllegalArgumentException("subprotocol '" + name + "' is offered twice");
      }
    }
    requireFree(headers);
    if (relayedHost != null && Authority.read(relayedHost) == null) {
      throw new IllegalArgumentException(
          "'" + relayedHost + "' is no value of a Host header: a host with an optional port");
    }
  }

  /** Returns an offer of one's own. */
  public HandshakeOffer(
      WebSocketUri uri, List<String> subprotocols, List<String> extensions, Headers headers) {
    this(uri, subprotocols, extensions, headers, null);
  }

  /** Returns what the Host field says. */
  String host() {
    return relayedHost == null ? uri.hostHeader() : relayedHost;
  }

  /**
   * Returns header fields that an application may add to a request.
   *
   * @throws IllegalArgumentException naming the one that the handshake itself sets
   */
  public static Headers requireFree(Headers headers) {
    for (Headers.Field field : headers.fields()) {
      String name = field.name().toLowerCase(Locale.ROOT);
      if (name.equals("host")
          || name.equals("upgrade")
          || name.equals("connection")
          || name.startsWith("sec-websocket-")) {
        throw new IllegalArgumentException(
            "header '" + field.name() + "' is set by the handshake itself");
      }
    }
    return headers;
  }

  /** Returns an offer without subprotocols, extensions and additional header fields. */
  public static HandshakeOffer of(WebSocketUri uri) {
    return new HandshakeOffer(uri, List.of(), List.of(), Headers.empty());
  }
}
