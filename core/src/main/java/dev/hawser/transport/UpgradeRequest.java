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
 * @param clientAddress the address of the client, without a port: that of the nearest hop, or what
 *     trusted proxies say
 */
public record UpgradeRequest(
    String target,
    Headers headers,
    List<String> subprotocols,
    String remoteAddress,
    boolean secure,
    String clientAddress) {
  /** Copies the list. */
  public UpgradeRequest {
    subprotocols = List.copyOf(subprotocols);
  }

  /** A request whose client is the nearest hop. */
  public UpgradeRequest(
      String target,
      Headers headers,
      List<String> subprotocols,
      String remoteAddress,
      boolean secure) {
    this(
        target,
        headers,
        subprotocols,
        remoteAddress,
        secure,
        TrustedProxies.NONE.client(remoteAddress, headers));
  }

  /** Returns a copy whose client is whom these proxies name. */
  public UpgradeRequest through(TrustedProxies proxies) {
    String client = proxies.client(remoteAddress, headers);
    return new UpgradeRequest(target, headers, subprotocols, remoteAddress, secure, client);
  }

  /** Returns the target without its query. */
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }
}
