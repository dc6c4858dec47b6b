package dev.hawser.heartbeat;

import dev.hawser.handbook.Language;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * How a link is kept under watch: what the peer is asked in each interval, and the time it has to
 * send any byte after that.
 *
 * <p>Immutable. An interval of zero means no heartbeat.
 *
 * @param interval time without an inbound byte after which a Ping is written, or between two
 *     messages of the heartbeat, or without an inbound byte until the link is dead
 * @param pongWithin time from the question's write to the first inbound byte, past which the link
 *     is dead
 * @param question what is asked
 */
public record Heartbeat(Duration interval, Duration pongWithin, Question question) {
  // Ahead of the defaults, which are checked against them.
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** The default: a Ping every 25 s, answered within 10 s. */
  public static final Heartbeat DEFAULT = every(Duration.ofSeconds(25));

  /** Nothing is asked. */
  public static final Heartbeat OFF = new Heartbeat(Duration.ZERO, Duration.ofSeconds(10));

  /** Refuses an interval that is neither zero nor in 10 ms-24 h and a wait not in 10 ms-24 h. */
  public Heartbeat {
    if (!interval.isZero()) {
      require("interval", interval);
    }
    require("pongWithin", pongWithin);
  }

  /** Makes a heartbeat by Pings, with the ranges of the other constructor. */
  public Heartbeat(Duration interval, Duration pongWithin) {
    this(interval, pongWithin, Question.Control.PING);
  }

  /** Returns a heartbeat with that interval and 10 s for the answer. */
  public static Heartbeat every(Duration interval) {
    require("interval", interval);
    return new Heartbeat(interval, Duration.ofSeconds(10));
  }

  /** Returns a copy with another time for the answer. */
  public Heartbeat pongWithin(Duration wait) {
    return new Heartbeat(interval, wait, question);
  }

  /**
   * Returns a copy that sends a text message in each interval instead of Pings, for servers that
   * want one, and hops that take no notice of Pings.
   *
   * <p>A message that the matcher takes for the reply goes to nobody else, confirms what was sent
   * before, and is the round trip's measure. Any inbound byte is a sign of life, as ever.
   *
   * @throws IllegalArgumentException for an empty message or a lone surrogate
   */
  public Heartbeat asking(String message, Predicate<String> reply) {
    return new Heartbeat(interval, pongWithin, new Question.Text(message, reply));
  }

  /** Returns a copy that sends a binary message in each interval, as the other one does a text. */
  public Heartbeat asking(ByteBuffer message, Predicate<ByteBuffer> reply) {
    return new Heartbeat(interval, pongWithin, new Question.Binary(message, reply));
  }

  /**
   * Returns a heartbeat that asks nothing: a link without an inbound byte for that long is dead.
   *
   * <p>For servers that speak by themselves and answer no Pings. A Ping that a user asks for is
   * sent all the same, but its Pong is not waited for.
   */
  public static Heartbeat expectTraffic(Duration within) {
    return new Heartbeat(within, DEFAULT.pongWithin, Question.Control.NOTHING);
  }

  /** Returns what did not happen when the peer is called dead. */
  public String missed() {
    return question == Question.Control.NOTHING
        ? "no byte within " + Language.ENGLISH.duration(interval)
        : "no byte within "
            + Language.ENGLISH.duration(pongWithin)
            + (question.byMessage() ? " after the heartbeat's message" : " after a Ping");
  }

  /** Tells whether anything is done by itself. */
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
