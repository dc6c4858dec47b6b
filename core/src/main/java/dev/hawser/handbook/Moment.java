package dev.hawser.handbook;

/** Whether it comes before or after the upgrade. */
public enum Moment {
  /** Before: no WebSocket was open. */
  BEFORE_UPGRADE,
  /** After: a WebSocket was open. */
  AFTER_UPGRADE,
  /** Mostly after; browsers report it for a failed handshake too. */
  EITHER,
  /** Never between correct peers. */
  NEVER
}
