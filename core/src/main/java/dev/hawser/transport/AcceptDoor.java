package dev.hawser.transport;

import dev.hawser.http.Headers;

/**
 * Where a server's adapter reports an accepted socket until it becomes a link or is refused.
 *
 * <p>Judges the request (400, 405, 426), asks the {@link Acceptor} (500 where that fails, 503 where
 * it is not done within the handshake timeout) and drops a socket whose request is not complete
 * within the handshake timeout. Every method is called on the link's thread.
 */
public final class AcceptDoor {
  private AcceptDoor() {}

  /** Begins with an accepted socket: the handshake deadline runs from now. */
  public static AcceptDoor of(
      Acceptor acceptor, LinkOptions options, LinkPlace place, AcceptWire wire) {
    return new AcceptDoor();
  }

  /**
   * A request's head is complete; only the first counts.
   *
   * @param target path and query as sent
   * @param version such as {@code HTTP/1.1}
   */
  public void request(String method, String target, String version, Headers headers) {}

  /**
   * What came is no request a server could judge.
   *
   * @param status such as 400, or 431 for header fields over the limit
   */
  public void malformed(int status, String text) {}

  /** The connection is gone. */
  public void gone() {}
}
