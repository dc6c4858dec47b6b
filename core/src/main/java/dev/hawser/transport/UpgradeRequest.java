package dev.hawser.transport;

import dev.hawser.http.Headers;
import java.util.List;

/**
 * A client's valid request to open a WebSocket, as a server sees it.
 *
 * @param target the request target: path and query as sent
 * @param headers its header fields
 * @param subprotocols what the client offers, in its order
 * @param remoteAddress the nearest hop's {@code address:port}
 * @param secure whether it came over TLS
 */
public record UpgradeRequest(
    String target,
    Headers headers,
    List<String> subprotocols,
    String remoteAddress,
    boolean secure) {
  /** Copies the list. */
  public UpgradeRequest {
    subprotocols = List.copyOf(subprotocols);
  }

  /** Returns the target without its query. */
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }
}
