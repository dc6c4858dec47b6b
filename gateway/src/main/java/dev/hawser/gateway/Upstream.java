package dev.hawser.gateway;

import java.net.URI;

/** One upstream, and whether it is well as far as is known. Thread-safe. */
final class Upstream {
  private final URI base;
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

  /** It answered a request or a check. */
  void answered() {
    well = true;
  }

  /** It failed a check. */
  void unwell() {
    well = false;
  }
}
