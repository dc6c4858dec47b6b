package dev.hawser.gateway;

import java.net.URI;

/**
 * One upstream, and whether it is well as far as is known. Thread-safe.
 *
 * <p>A check that it fails makes it unwell. Handshakes that come to nothing, and sessions that it
 * drops within ten seconds, are what it is left out for, for a while.
 */
final class Upstream {
  private final URI base;
  private final Standing handshakes = new Standing();
  private final Standing sessions = new Standing();
  private volatile boolean well = true;

  Upstream(URI base) {
    this.base = base;
  }

  URI base() {
    return base;
  }

  boolean well() {
    return well;
  }

  /** Returns what is known of its handshakes. */
  Standing handshakes() {
    return handshakes;
  }

  /** Returns what is known of how its sessions begin. */
  Standing sessions() {
    return sessions;
  }

  /** Tells whether it is left out. */
  boolean out(long now) {
    return handshakes.out(now) || sessions.out(now);
  }

  /** It answered a request or a check. */
  void answered() {
    well = true;
  }

  /** It failed a check. */
  void unwell() {
    well = false;
  }
}
