package dev.hawser.heartbeat;

import java.util.OptionalLong;

/**
 * What was last seen of a link's life, as a heartbeat needs it; times are nanoseconds of one
 * monotonic clock.
 *
 * @param lastIn when the last byte came in, or the link opened; any byte is a sign of life
 * @param lastOut when the last byte was taken by the system, or the link opened
 * @param ping what stands of the last Ping, or message of the heartbeat, since which no byte came
 *     in
 * @param pingAt when that was queued or, once it is, written; without meaning for none
 * @param asked when the peer was last asked, or the link opened
 * @param within how long the peer has from {@code pingAt} on, in nanoseconds, where somebody wants
 *     to know earlier than the heartbeat would; empty for nobody
 */
public record Pulse(
    long lastIn, long lastOut, Ping ping, long pingAt, long asked, OptionalLong within) {
  /** How far a Ping got that nothing has answered. */
  public enum Ping {
    /** There is none, or a byte came in after it. */
    NONE,
    /** It waits for the system to take it. */
    QUEUED,
    /** The system took it. */
    WRITTEN
  }

  /** What is to be done. */
  public enum Beat {
    /** Nothing is due. */
    REST,
    /** The peer is to be asked. */
    PING,
    /** No sign of life came in time. */
    DEAD
  }

  /** Returns what is to be done at that time. */
  public Beat beat(Heartbeat rhythm, long now) {
    OptionalLong due = due(rhythm);
    if (due.isEmpty() || now - due.getAsLong() < 0) {
      return Beat.REST;
    }
    return ping == Ping.NONE && rhythm.question() != Question.Control.NOTHING
        ? Beat.PING
        : Beat.DEAD;
  }

  /**
   * Returns when to ask {@link #beat} again; empty for never.
   *
   * <p>The wait for an answer runs from the Ping's write. A Ping that is not written yet is behind
   * bytes that the peer does not take: while those move, the peer lives; a link on which nothing
   * moves for an interval and the wait together is dead.
   */
  public OptionalLong due(Heartbeat rhythm) {
    long interval = rhythm.interval().toNanos();
    long wait = rhythm.pongWithin().toNanos();
    return switch (ping) {
      case NONE ->
          rhythm.enabled()
              ? OptionalLong.of((rhythm.question().byMessage() ? asked : lastIn) + interval)
              : OptionalLong.empty();
      case QUEUED -> OptionalLong.of(later(pingAt, lastOut) + within.orElse(interval + wait));
      case WRITTEN -> OptionalLong.of(pingAt + Math.min(wait, within.orElse(wait)));
    };
  }

  private static long later(long one, long other) {
    return one - other < 0 ? other : one;
  }
}
