package dev.hawser.doctor.judge;

/** How far a connection came before what is wrong went wrong. */
public enum Stage {
  /** The name was looked up. */
  RESOLVE,
  /** TCP was dialled. */
  CONNECT,
  /** TLS was agreed on. */
  TLS,
  /** The handshake was answered. */
  UPGRADE,
  /** The WebSocket was open. */
  OPEN,
  /** It was being closed. */
  CLOSING,
  /** Everything went well to the end. */
  CLOSED
}
