package dev.hawser.close;

import java.time.Duration;

/**
 * How long a link spent in each phase; zero for a phase that was not entered or cannot be seen.
 *
 * @param resolving time to resolve the name
 * @param connecting time to make the TCP connection
 * @param securing time of the TLS handshake
 * @param handshaking time from the upgrade request to its answer
 * @param open time from the upgrade to the first Close frame or the end
 * @param closing time from the first Close frame to the end
 */
public record Timeline(
    Duration resolving,
    Duration connecting,
    Duration securing,
    Duration handshaking,
    Duration open,
    Duration closing) {
  /** Nothing was entered. */
  public static final Timeline NONE =
      new Timeline(
          Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** Returns the time from the dial, or the accepted socket, to the end. */
  public Duration total() {
    return resolving.plus(connecting).plus(securing).plus(handshaking).plus(lived());
  }

  /** Returns the time from the upgrade to the end. */
  public Duration lived() {
    return open.plus(closing);
  }
}
