package dev.hawser.reconnect;

import java.time.Duration;
import java.util.List;

/**
 * What a policy may weigh besides the endings of an outage.
 *
 * <p>Immutable.
 *
 * @param lastDelay the delay of the verdict before, zero when there was none in this outage
 * @param dials how long ago each of the connection's last dials began, oldest first: as many as
 *     {@link ReconnectPolicy#dialsRemembered} asks for, outages before this one included
 * @param renewable whether the connection has a source of fresh credentials
 */
public record Circumstances(Duration lastDelay, List<Duration> dials, boolean renewable) {
  /** The most dials a connection remembers. */
  public static final int MAX_DIALS = 64;

  /** No delay before, no dial remembered, no source of credentials. */
  public static final Circumstances NONE = new Circumstances(Duration.ZERO, List.of(), false);

  /** Copies the dials. */
  public Circumstances {
    dials = List.copyOf(dials);
  }
}
