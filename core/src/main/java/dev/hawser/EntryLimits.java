package dev.hawser;

import java.time.Duration;

/**
 * How many a server takes in: requests past it are answered with 503 and {@code Retry-After}.
 *
 * <p>An immutable value. It is asked before the origin, the user's decision and whatever that
 * costs, but behind TLS, since an answer needs it; {@link ServerBuilder#maxConnections} closes
 * sockets ahead of TLS, without an answer.
 *
 * <p>Where a rate is what runs short, each refused client is told a later time than the one before,
 * as the rate allows, up to a minute; so they do not come back as the herd that they came as.
 *
 * @param sessions the most open sessions and requests under decision together, at least 1
 * @param handshakes the most requests under decision at a time, at least 1
 * @param perSecond the most requests let in within any second, at least 1
 * @param retryAfter the least wait a refused client is asked for, zero to an hour
 */
public record EntryLimits(int sessions, int handshakes, int perSecond, Duration retryAfter) {
  private static final Duration HOUR = Duration.ofHours(1);

  /** A number that is never reached. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** The default: 1,024 handshakes at a time, else no limit of its own; come back after 5 s. */
  public static final EntryLimits STANDARD =
      new EntryLimits(UNLIMITED, 1_024, UNLIMITED, Duration.ofSeconds(5));

  /** Refuses values out of range, naming them. */
  public EntryLimits {
    requirePositive("sessions", sessions);
    requirePositive("handshakes", handshakes);
    requirePositive("perSecond", perSecond);
    if (retryAfter.isNegative() || retryAfter.compareTo(HOUR) > 0) {
      throw new IllegalArgumentException("retryAfter " + retryAfter + " is not in PT0S-" + HOUR);
    }
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " " + value + " is less than 1");
    }
  }

  /** Returns a copy with another limit of sessions. */
  public EntryLimits sessions(int most) {
    return new EntryLimits(most, handshakes, perSecond, retryAfter);
  }

  /** Returns a copy with another limit of requests under decision at a time. */
  public EntryLimits handshakes(int most) {
    return new EntryLimits(sessions, most, perSecond, retryAfter);
  }

  /** Returns a copy with another limit of requests let in within any second. */
  public EntryLimits perSecond(int most) {
    return new EntryLimits(sessions, handshakes, most, retryAfter);
  }

  /** Returns a copy that asks refused clients for another least wait. */
  public EntryLimits retryAfter(Duration wait) {
    return new EntryLimits(sessions, handshakes, perSecond, wait);
  }
}
