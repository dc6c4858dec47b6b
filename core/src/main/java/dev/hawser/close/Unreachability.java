package dev.hawser.close;

/** Why a dial brought no valid answer. */
public enum Unreachability {
  /** The host name has no address. */
  NAME_NOT_RESOLVED,
  /** Every address refused the connection. */
  CONNECTION_REFUSED,
  /** No connection came about for another reason, such as no route. */
  CONNECT_FAILED,
  /** No address answered within the connect timeout. */
  CONNECT_TIMEOUT,
  /** The proxy was not reached, did not reach the server, or spoke no such protocol. */
  PROXY_FAILED,
  /** The proxy forbids the way to that host and port. */
  PROXY_REFUSED,
  /** The proxy wants a login, or another one. */
  PROXY_AUTHENTICATION,
  /** TLS failed: the certificate, the host name, the version, or no TLS at all. */
  TLS_FAILED,
  /** The upgrade request was not answered within the handshake timeout. */
  HANDSHAKE_TIMEOUT,
  /** The line ended before an answer was complete. */
  LOST,
  /** What came is no valid answer to an upgrade request, such as a wrong accept key. */
  BAD_ANSWER,
  /** The answer selects no subprotocol although some were offered, or one that was not. */
  SUBPROTOCOL_MISMATCH,
  /** The endpoint or the credentials for the attempt could not be had. */
  NOT_PREPARED,
  /** The transport was closed by its owner, so that nothing can be dialled with it any more. */
  TRANSPORT_CLOSED
}
