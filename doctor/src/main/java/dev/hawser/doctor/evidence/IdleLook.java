package dev.hawser.doctor.evidence;

/**
 * One connection of the idle test.
 *
 * @param traffic what was sent on it
 * @param startedAt when its 101 came, in milliseconds of the test
 * @param lasted how long it lived, or was watched, from its 101
 * @param end how it stood; {@link WireEnd#OPEN} when it outlived the test
 * @param code the code of the Close received, 1005 for an empty one, 0 for none
 * @param text the reason of that Close
 * @param quiet the longest time in which nothing was sent on it, in milliseconds
 */
public record IdleLook(
    Traffic traffic, long startedAt, long lasted, WireEnd end, int code, String text, long quiet) {

  /** Notes a connection on which something was sent all the time, or nothing ever. */
  public IdleLook(
      Traffic traffic, long startedAt, long lasted, WireEnd end, int code, String text) {
    this(traffic, startedAt, lasted, end, code, text, traffic == Traffic.SILENT ? lasted : 0);
  }

  /** What keeps a connection of the idle test busy. */
  public enum Traffic {
    /** Nothing. */
    SILENT,
    /** Pings, which the peer answers: bytes both ways. */
    PINGS,
    /** Unasked Pongs, which nobody answers: bytes from the client only. */
    ONE_WAY,
    /** The application's own messages. */
    MESSAGES
  }

  /** Tells whether the other side ended it. */
  public boolean cut() {
    return end.ended() || code != 0;
  }

  /** Returns when it ended, in milliseconds of the test. */
  public long endedAt() {
    return startedAt + lasted;
  }
}
