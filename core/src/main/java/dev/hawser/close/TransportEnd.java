package dev.hawser.close;

/** How the byte stream under a link ended, as the nearest hop showed it. */
public enum TransportEnd {
  /** The peer ended its direction in order (TCP FIN) and, under TLS, as below. */
  FIN,
  /** The connection was reset (TCP RST). */
  RST,
  /** TLS said good-bye: close_notify. */
  TLS_CLOSE_NOTIFY,
  /** TLS reported a fatal alert; its number is in {@link CloseFrames#tlsAlert}. */
  TLS_ALERT,
  /** TCP ended under TLS without close_notify. */
  TLS_TRUNCATED,
  /** The kernel gave up on unacknowledged bytes. */
  WRITE_TIMEOUT,
  /** This side ended the transport. */
  LOCAL,
  /** The transport cannot tell, or no transport was ever there. */
  UNSEEN;

  /** Tells whether the stream ended in order, so that no bytes of the peer can be missing. */
  public boolean orderly() {
    return this == FIN || this == TLS_CLOSE_NOTIFY;
  }
}
