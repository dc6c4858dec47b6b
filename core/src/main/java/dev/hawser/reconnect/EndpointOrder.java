package dev.hawser.reconnect;

/**
 * Which of several endpoints is dialled next.
 *
 * <p>An ending that asks for another endpoint (1013) gets one under every order, where there is
 * one.
 */
public enum EndpointOrder {
  /**
   * The first retry after a stable link stays, every other goes to the next one, round and round.
   */
  ROTATE {
    @Override
    int next(Outage outage, boolean wasStable, boolean elsewhere) {
      return wasStable && !elsewhere ? outage.endpoint() : after(outage);
    }
  },

  /**
   * The first retry of an outage returns to the first endpoint, the primary; every other goes to
   * the next one, round and round. A healthy link to another endpoint is left alone.
   */
  PRIMARY_FIRST {
    @Override
    int next(Outage outage, boolean wasStable, boolean elsewhere) {
      if (outage.endpoint() == 0) {
        return wasStable && !elsewhere ? 0 : after(outage);
      }
      return outage.attempt() == 1 ? 0 : after(outage);
    }
  },

  /** Stays at its endpoint, unless the ending asks for another. */
  STAY {
    @Override
    int next(Outage outage, boolean wasStable, boolean elsewhere) {
      return elsewhere ? after(outage) : outage.endpoint();
    }
  };

  /**
   * Returns the next endpoint.
   *
   * @param wasStable whether the outage begins with the end of a link that was stable
   * @param elsewhere whether the ending asks for another endpoint
   */
  abstract int next(Outage outage, boolean wasStable, boolean elsewhere);

  private static int after(Outage outage) {
    return (outage.endpoint() + 1) % outage.endpoints();
  }
}
