package dev.hawser;

/** What a full {@link Outbox} does with one more message. */
public enum WhenFull {
  /** The new message is {@link Outcome.Dropped} at once; what waits keeps its place. */
  REFUSE
}
