package dev.hawser.transport;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;

/**
 * An accepted socket before it became a link: what a server's adapter implements.
 *
 * <p>Called on the link's thread; at most one of {@link #refuse} and {@link #upgrade}, once.
 */
public interface AcceptWire {
  /** Returns the nearest hop's {@code address:port}. */
  String remoteAddress();

  /** Tells whether the socket speaks TLS. */
  boolean secure();

  /**
   * Writes exactly that answer, its body's length and {@code Connection: close} added, then ends
   * its direction; {@link #drop} follows when the peer does not end the other in time.
   */
  void refuse(HttpAnswer answer);

  /**
   * Writes {@code 101 Switching Protocols} with exactly those fields, then makes the link with one
   * method of {@code upgrade}, within the call, and feeds it from then on.
   */
  void upgrade(Headers answer, Upgrade upgrade);

  /** Ends TCP at once; idempotent. */
  void drop();
}
