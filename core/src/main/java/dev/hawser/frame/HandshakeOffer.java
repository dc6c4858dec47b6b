package dev.hawser.frame;

import dev.hawser.http.Headers;
import java.util.List;
import java.util.Locale;

/**
 * What a client asks for in its opening handshake.
 *
 * @param uri where to
 * @param subprotocols offered subprotocols in order of preference
 * @param extensions offered extensions, each with its parameters, as in Sec-WebSocket-Extensions
 * @param headers additional header fields, such as Origin, Authorization or Cookie
 */
public record HandshakeOffer(
    WebSocketUri uri, List<String> subprotocols, List<String> extensions, Headers headers) {
  /**
   * Refuses subprotocols that are no tokens or stand twice, and header fields that the handshake
   * itself sets: Host, Upgrade, Connection and Sec-WebSocket-*.
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
