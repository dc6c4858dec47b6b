package dev.hawser.gateway;

import java.time.Duration;

/**
 * How upstreams are asked whether they are well: by a whole WebSocket handshake, which a hung
 * process cannot fake as it can a TCP connection.
 *
 * @param path the path that is asked for
 * @param every the time between two checks of one upstream; zero for none
 */
public record Probing(String path, Duration every) {
  /** Nobody is asked. */
  public static final Probing OFF = new Probing("/", Duration.ZERO);

  /** Refuses a path that does not begin with a slash, and checks closer than 10 ms. */
  public Probing {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("health path '" + path + "' does not begin with '/'");
    }
    if (!every.isZero() && every.toMillis() < 10) {
      throw new IllegalArgumentException("health checks every " + every + " are too close");
    }
  }

  /** Tells whether upstreams are asked at all. */
  public boolean enabled() {
    return !every.isZero();
  }
}
