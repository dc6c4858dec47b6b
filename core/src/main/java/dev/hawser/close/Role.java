package dev.hawser.close;

/** The side of a WebSocket connection an endpoint plays (RFC 6455 s.1.1). */
public enum Role {
  /** The endpoint that dialled and sent the opening handshake. */
  CLIENT,
  /** The endpoint that accepted. */
  SERVER;

  /** Returns the other side. */
  public Role peer() {
    return this == CLIENT ? SERVER : CLIENT;
  }
}
