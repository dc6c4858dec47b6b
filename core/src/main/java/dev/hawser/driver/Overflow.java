package dev.hawser.driver;

/** What a full outbox does with one more message. */
public enum Overflow {
  /** The new one is dropped. */
  REFUSE,
  /** The oldest ones that wait, and cannot have been received, are dropped. */
  DROP_OLDEST,
  /** Its sender waits for room. */
  BLOCK
}
