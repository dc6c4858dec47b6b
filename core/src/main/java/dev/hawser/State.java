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
  /** The user ended the connection; the closing handshake runs. */
  CLOSING,
  /** An attempt or a session ended; the next attempt waits for its time. */
  WAITING,
  /** The connection is over, for good. */
  TERMINATED
}
