package dev.hawser;

/** Where a connection is in its life. */
public enum State {
  /** Not asked to connect yet. */
  IDLE,
  /** Waiting for the transport's gate to grant a dial. */
  QUEUED,
  /** An attempt is under way: endpoint, credentials, name, TCP, TLS, upgrade. */
  CONNECTING,
  /** The session is open and being prepared; the outbox waits. */
  PREPARING,
  /** The session is open and ready: messages flow. */
  OPEN,
  /**
   * The end is decided, by the user or, after the peer's Close, by the policy; the closing
   * handshake runs.
   */
  CLOSING,
  /**
   * An attempt or a session ended, or the peer closed it; the next attempt waits for its time,
   * while what is left of the session is torn down behind.
   */
  WAITING,
  /** The connection is over, for good. */
  TERMINATED
}
