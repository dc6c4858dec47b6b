package dev.hawser.close;

/** Where in its life a link was; the order is the order of life. */
public enum Phase {
  /** The host name is being resolved. */
  RESOLVING,
  /** A TCP connection is being made, or a proxy asked for one. */
  CONNECTING,
  /** The TLS handshake runs. */
  SECURING,
  /** The upgrade request is under way or its answer awaited. */
  HANDSHAKING,
  /** Messages flow. */
  OPEN,
  /** A Close frame went one way or the other. */
  CLOSING
}
