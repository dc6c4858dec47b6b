package dev.hawser.gateway;

import java.time.Duration;

/**
 * The time a client waits at most before it is answered, and what it is asked to wait afterwards.
 *
 * @param connect for the connection to one upstream, TLS included
 * @param handshake for the upstream's answer; together they are what all upstreams may take
 * @param close for the closing handshake of either side
 * @param retryAfter when to come back after a 503, a bad gateway or a restart
 */
public record Budget(Duration connect, Duration handshake, Duration close, Duration retryAfter) {
  // Ahead of the default, which is checked against it.
  private static final Duration SHORTEST = Duration.ofMillis(10);

  /** 3 s, 5 s, 2 s and 5 s. */
  public static final Budget DEFAULT =
      new Budget(
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5));

  /** Refuses waits under 10 ms, and a retry under a second. */
  public Budget {
    require("connect", connect, SHORTEST);
    require("handshake", handshake, SHORTEST);
    require("close", close, SHORTEST);
    require("retryAfter", retryAfter, Duration.ofSeconds(1));
  }

  /** Returns a copy with other waits for the upstream. */
  public Budget upstream(Duration connecting, Duration answering) {
    return new Budget(connecting, answering, close, retryAfter);
  }

  /** Returns a copy with another wait for the closing handshake. */
  public Budget close(Duration wait) {
    return new Budget(connect, handshake, wait, retryAfter);
  }

  /** Returns a copy that asks to come back after another time. */
  public Budget retryAfter(Duration wait) {
    return new Budget(connect, handshake, close, wait);
  }

  /** Returns the time until the client is answered. */
  public Duration total() {
    return connect.plus(handshake);
  }

  private static void require(String what, Duration wait, Duration least) {
    if (wait.compareTo(least) < 0) {
      throw new IllegalArgumentException(what + " " + wait + " is less than " + least);
    }
  }
}
