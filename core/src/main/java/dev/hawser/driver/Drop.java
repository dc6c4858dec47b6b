package dev.hawser.driver;

/** Why a message was dropped. */
public enum Drop {
  /** There was no room. */
  FULL,
  /** A newer message of the same key came while it waited. */
  REPLACED,
  /** It waited too long. */
  EXPIRED,
  /** The peer closed for it each time it was sent. */
  REFUSED,
  /** Its session ended first. */
  SESSION_ENDED,
  /** The connection ended first. */
  CONNECTION_ENDED
}
