package dev.hawser;

import java.time.Duration;

/**
 * How many messages a connection keeps while they cannot be written, and for how long.
 *
 * <p>Immutable. Each bound counts what waits; with {@link #replayInDoubt} also what was written and
 * not confirmed since, because that is kept too.
 *
 * @param messages the most messages kept
 * @param bytes the most bytes of payload kept, text as UTF-8; no single message may be larger
 * @param expireAfter how long a message may wait before it is {@link Outcome.Dropped}; one that may
 *     have been received already does not expire
 * @param whenFull what becomes of a message there is no room for
 * @param replay whether messages in doubt are sent again
 */
public record Outbox(
    int messages, long bytes, Duration expireAfter, WhenFull whenFull, boolean replay) {
  // Ahead of the default, which is checked against them.
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  /** 1,000 messages, 1 MiB, 30 s, refusing when full, nothing sent twice. */
  public static final Outbox DEFAULT =
      new Outbox(1_000, 1 << 20, Duration.ofSeconds(30), WhenFull.REFUSE, false);

  /** Refuses bounds that hold nothing and an expiry outside 1 ms-30 days, naming the value. */
  public Outbox {
    if (messages < 1) {
      throw new IllegalArgumentException("an outbox of " + messages + " messages is less than 1");
    }
    if (bytes < 1) {
      throw new IllegalArgumentException("an outbox of " + bytes + " bytes is less than 1");
    }
    if (expireAfter.compareTo(SHORTEST) < 0 || expireAfter.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "outbox expiry " + expireAfter + " is not in " + SHORTEST + "-" + LONGEST);
    }
  }

  /** Returns the default outbox with another number of messages. */
  public static Outbox messages(int most) {
    return new Outbox(most, DEFAULT.bytes, DEFAULT.expireAfter, DEFAULT.whenFull, DEFAULT.replay);
  }

  /** Returns a copy with another number of bytes. */
  public Outbox bytes(long most) {
    return new Outbox(messages, most, expireAfter, whenFull, replay);
  }

  /** Returns a copy whose messages wait that long at most. */
  public Outbox expireAfter(Duration wait) {
    return new Outbox(messages, bytes, wait, whenFull, replay);
  }

  /** Returns a copy that does that when full. */
  public Outbox whenFull(WhenFull choice) {
    return new Outbox(messages, bytes, expireAfter, choice, replay);
  }

  /**
   * Returns a copy that sends messages in doubt again: at least once instead of at most once.
   *
   * <p>After a session ended, what it had written without a confirmation goes out again on the next
   * session, in order and ahead of everything newer; the peer may receive it twice. The outcome of
   * such a message stays {@code Written}, and one that was lost half-way is not {@code Unknown} but
   * settled when it is written again. A confirmation is asked for by a Ping when half of either
   * bound is unconfirmed, and at the latest one second, or one interval of a faster heartbeat,
   * after the oldest unconfirmed message was written, whatever comes in meanwhile: a loss repeats
   * about that much.
   *
   * <p>A message for which the peer closes is not sent for ever. After a Close with 1003, 1007 or
   * 1009 the messages in doubt go out one at a time, each confirmed before the next; the one that
   * is out alone when the same code comes again leaves the replay: {@code Dropped(REFUSED)}, unless
   * it was told {@code Written} before. Whether the connection comes back after such a code at all
   * is the policy's to say, and by default it does not.
   */
  public Outbox replayInDoubt() {
    return new Outbox(messages, bytes, expireAfter, whenFull, true);
  }
}
