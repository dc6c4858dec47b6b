package dev.hawser;

/**
 * What became of one message that was sent: exactly one of the three, never silence.
 *
 * <p>Immutable. {@code Unknown} is honest: bytes of the message may have left this process, and the
 * line ended before that was settled.
 */
public sealed interface Outcome {
  /** The message was handed to the operating system, no more: a peer confirms by a Pong. */
  record Written() implements Outcome {
    static final Written ONE = new Written();
  }

  /** No byte of the message left this process, and none will. */
  record Dropped(Reason why) implements Outcome {
    /** Why a message was dropped. */
    public enum Reason {
      /** The outbox, or the session's send buffer, held as much as it may. */
      FULL,
      /** A newer message with the same key took its place while it waited in the outbox. */
      REPLACED,
      /** The message waited in the outbox for longer than the outbox allows. */
      EXPIRED,
      /** The peer closed with the same 1003, 1007 or 1009 both times the message was sent. */
      REFUSED,
      /** The session ended before the message was written; sessions keep no outbox. */
      SESSION_ENDED,
      /** The connection ended before the message was written. */
      CONNECTION_ENDED
    }
  }

  /** The link ended while the message was being written; whether it arrived is unknown. */
  record Unknown() implements Outcome {
    static final Unknown ONE = new Unknown();
  }

  /** Tells whether the message was handed to the operating system. */
  default boolean written() {
    return this instanceof Written;
  }
}
