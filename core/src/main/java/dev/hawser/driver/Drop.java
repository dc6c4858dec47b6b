package dev.hawser.driver;

/** Why a message was dropped. */
public enum Drop {
  /** There was no room. */
  FULL,
  /** It waited too long. */
  EXPIRED,
  /** Its session ended first. */
  SESSION_ENDED,
  /** The connection ended first. */
  CONNECTION_ENDED
}
