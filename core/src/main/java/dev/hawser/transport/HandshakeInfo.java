package dev.hawser.transport;

import dev.hawser.http.Headers;
import java.util.List;

/**
 * What the opening handshake settled.
 *
 * @param subprotocol the negotiated subprotocol, empty when there is none
 * @param extensions the negotiated extensions as they stand in the answer
 * @param headers the peer's header fields: of the answer on the client, of the request on the
 *     server
 * @param remoteAddress the peer's {@code address:port}
 */
public record HandshakeInfo(
    String subprotocol, List<String> extensions, Headers headers, String remoteAddress) {
  /** Copies the list. */
  public HandshakeInfo {
    extensions = List.copyOf(extensions);
  }
}
