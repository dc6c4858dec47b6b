package dev.hawser.heartbeat;

import java.time.Duration;

/**
 * How a link is kept under watch: a Ping after every interval without a byte from the peer, and the
 * time the peer has to send any byte after it.
 *
 * <p>Immutable. An interval of zero means no heartbeat.
 *
 * @param interval time without an inbound byte after which a Ping is written
 * @param pongWithin time from the Ping's write to the first inbound byte, past which the link is
 *     dead
 */
public record Heartbeat(Duration interval, Duration pongWithin) {
  // Ahead of the defaults, which are checked against them.
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** The default: a Ping every 25 s, answered within 10 s. */
  public static final Heartbeat DEFAULT = every(Duration.ofSeconds(25));

  /** No Ping is ever sent. */
  public static final Heartbeat OFF = new Heartbeat(Duration.ZERO, Duration.ofSeconds(10));

  /** Refuses an interval that is neither zero nor in 10 ms-24 h and a wait not in 10 ms-24 h. */
  public Heartbeat {
    if (!interval.isZero()) {
      require("interval", interval);
    }
    require("pongWithin", pongWithin);
  }

  /** Returns a heartbeat with that interval and 10 s for the answer. */
  public static Heartbeat every(Duration interval) {
    require("interval", interval);
    return new Heartbeat(interval, Duration.ofSeconds(10));
  }

  /** Returns a copy with another time for the answer. */
  public Heartbeat pongWithin(Duration wait) {
    return new Heartbeat(interval, wait);
  }

  /** Tells whether Pings are sent at all. */
  public boolean enabled() {
    return !interval.isZero();
  }

  private static void require(String what, Duration value) {
    if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "heartbeat " + what + " " + value + " is not in " + SHORTEST + "-" + LONGEST);
    }
  }
}
