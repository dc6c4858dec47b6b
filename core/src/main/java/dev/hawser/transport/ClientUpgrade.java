package dev.hawser.transport;

import dev.hawser.frame.ClientHandshake;
import dev.hawser.frame.Compression;
import dev.hawser.frame.DeflateTerms;
import dev.hawser.frame.HandshakeOffer;
import dev.hawser.frame.HandshakeResult;
import dev.hawser.frame.WebSocketUri;
import dev.hawser.http.HttpAnswer;
import java.util.List;

/**
 * What a client asks a server for, and the judge of the answer.
 *
 * @param head the request
 * @param handshake what the request offers
 */
record ClientUpgrade(UpgradeHead head, ClientHandshake handshake) {
  /**
   * Makes the upgrade that a dial asks for.
   *
   * @throws IllegalArgumentException for a URL, subprotocol or header field that cannot be asked
   *     for, naming it
   */
  static ClientUpgrade of(DialRequest request, Masks masks) {
    WebSocketUri uri = WebSocketUri.of(request.uri());
    Compression wish = request.options().compression();
    HandshakeOffer offer =
        new HandshakeOffer(
            uri,
            request.subprotocols(),
            wish.enabled() ? List.of(DeflateTerms.offer(wish)) : List.of(),
            request.headers(),
            request.relayedHost());
    ClientHandshake handshake = new ClientHandshake(offer, masks.nonce());
    return new ClientUpgrade(new UpgradeHead(uri.resource(), handshake.headers()), handshake);
  }

  /** Returns what the answer amounts to. */
  HandshakeResult judge(HttpAnswer answer) {
    return handshake.judge(answer);
  }
}
