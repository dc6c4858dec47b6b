package dev.hawser;

/** What a full {@link Outbox} does with one more message. */
public enum WhenFull {
  /** The new message is {@link Outcome.Dropped} at once; what waits keeps its place. */
  REFUSE,
  /**
   * The oldest messages that wait are {@link Outcome.Dropped} until the new one fits: for streams
   * in which the newest counts. A message that may have been received already is kept; where only
   * such are left, the new one is dropped.
   */
  DROP_OLDEST,
  /**
   * The call that sends waits for room; the one blocking way to send, for threads of the user's
   * own. In a callback, on whatever executor, it throws {@code IllegalStateException} instead of
   * waiting, because the room may depend on the callback's return. An interrupted thread gets
   * {@link Outcome.Dropped} and stays interrupted.
   */
  BLOCK
}
