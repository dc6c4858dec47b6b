package dev.hawser.gateway;

import java.time.Duration;

/**
 * How long a session may be silent, idle, slow and old; zero for as long as it likes.
 *
 * @param ping after so long without anything from a side it is sent a Ping, and again after as long
 * @param misses how many Pings may go unanswered before the side is taken for dead
 * @param idle how long no message may pass in either direction
 * @param age how long a session may last
 * @param slow how long a side may take nothing in while messages wait for it
 */
public record Patience(Duration ping, int misses, Duration idle, Duration age, Duration slow) {
  // Ahead of the default, which is checked against it.
  private static final Duration SHORTEST = Duration.ofMillis(10);

  /**
   * A Ping every 25 s, two of which may be missed; any idleness and age; a minute of not reading.
   */
  public static final Patience DEFAULT =
      new Patience(Duration.ofSeconds(25), 2, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(60));

  /** Refuses spans that are neither zero nor 10 ms at least, and less than one miss. */
  public Patience {
    require("ping interval", ping);
    require("idle limit", idle);
    require("age limit", age);
    require("slowness limit", slow);
    if (misses < 1) {
      throw new IllegalArgumentException("misses " + misses + " is not positive");
    }
  }

  /** Returns a copy with other Pings. */
  public Patience pings(Duration every, int missed) {
    return new Patience(every, missed, idle, age, slow);
  }

  /** Returns a copy with another idle limit. */
  public Patience idle(Duration limit) {
    return new Patience(ping, misses, limit, age, slow);
  }

  /** Returns a copy with another age limit. */
  public Patience age(Duration limit) {
    return new Patience(ping, misses, idle, limit, slow);
  }

  /** Returns a copy with another limit for not reading. */
  public Patience slow(Duration limit) {
    return new Patience(ping, misses, idle, age, limit);
  }

  private static void require(String what, Duration span) {
    if (!span.isZero() && span.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          what + " " + span + " is neither zero nor PT0.01S or more");
    }
  }
}
