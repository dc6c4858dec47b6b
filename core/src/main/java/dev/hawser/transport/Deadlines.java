package dev.hawser.transport;

import java.time.Duration;

/**
 * How long a link waits for others.
 *
 * @param connect for the name and the TCP connection, TLS included
 * @param handshake for the answer to the upgrade request; on the server for the whole request
 * @param close for the peer's Close and the end of TCP after our Close
 * @param stall how long the application may leave a waiting message without credit; zero for ever
 */
public record Deadlines(Duration connect, Duration handshake, Duration close, Duration stall) {
  // Ahead of the default, which is checked against it.
  private static final Duration LONGEST = Duration.ofDays(1);

  /** 10 s, 10 s, 5 s and 60 s. */
  public static final Deadlines DEFAULT =
      new Deadlines(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60));

  /** Refuses waits outside 1 ms-24 h, naming the value; a stall of zero is allowed. */
  public Deadlines {
    require("connect timeout", connect);
    require("handshake timeout", handshake);
    require("close timeout", close);
    if (!stall.isZero()) {
      require("stall limit", stall);
    }
  }

  /** Returns a copy with another connect timeout. */
  public Deadlines connect(Duration wait) {
    return new Deadlines(wait, handshake, close, stall);
  }

  /** Returns a copy with another handshake timeout. */
  public Deadlines handshake(Duration wait) {
    return new Deadlines(connect, wait, close, stall);
  }

  /** Returns a copy with another close timeout. */
  public Deadlines close(Duration wait) {
    return new Deadlines(connect, handshake, wait, stall);
  }

  /** Returns a copy with another stall limit; zero waits for ever. */
  public Deadlines stall(Duration wait) {
    return new Deadlines(connect, handshake, close, wait);
  }

  private static void require(String what, Duration value) {
    if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(what + " " + value + " is not in PT0.001S-" + LONGEST);
    }
  }
}
