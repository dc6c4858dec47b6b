package dev.hawser.gateway;

/** Watches a whole session: both sides, its idleness and its age. Of one thread. */
final class Watchman {
  /** What a look came to; the worst first found counts. */
  enum Verdict {
    /** All is well. */
    FINE,
    /** The client is to be asked for a sign of life. */
    PING_CLIENT,
    /** The upstream is. */
    PING_UPSTREAM,
    /** Both are. */
    PING_BOTH,
    /** The client is taken for dead. */
    CLIENT_SILENT,
    /** The upstream is. */
    UPSTREAM_SILENT,
    /** The client does not read. */
    CLIENT_SLOW,
    /** The upstream does not. */
    UPSTREAM_STALLED,
    /** No message passed for too long. */
    IDLE,
    /** The session is too old. */
    AGED
  }

  /**
   * A side as it is at a moment.
   *
   * @param heardAt when anything came from it last
   * @param passedAt when it sent a piece of a message last
   * @param unread whether it is not read, because the other side does not take more
   * @param stuck whether something waits for it to read
   * @param movedAt when it took something in last
   */
  record Sight(long heardAt, long passedAt, boolean unread, boolean stuck, long movedAt) {
    private long heard(long now) {
      return unread ? now : heardAt; // who is not read cannot be heard
    }

    private long moved(long now) {
      return stuck ? movedAt : now;
    }
  }

  private final Patience patience;
  private final Vigil client;
  private final Vigil upstream;
  private final long openedAt;
  private long next;

  Watchman(Patience patience, long now) {
    this.patience = patience;
    this.client = new Vigil(patience, now);
    this.upstream = new Vigil(patience, now);
    this.openedAt = now;
    this.next = now;
  }

  /** Looks at both. */
  Verdict look(long now, Sight cs, Sight us) {
    Vigil.Verdict behind = upstream.look(now, us.heard(now), us.moved(now));
    Vigil.Verdict before = client.look(now, cs.heard(now), cs.moved(now));
    if (behind == Vigil.Verdict.SILENT) {
      return Verdict.UPSTREAM_SILENT;
    }
    if (before == Vigil.Verdict.SILENT) {
      return Verdict.CLIENT_SILENT;
    }
    if (before == Vigil.Verdict.STALLED) {
      return Verdict.CLIENT_SLOW;
    }
    if (behind == Vigil.Verdict.STALLED) {
      return Verdict.UPSTREAM_STALLED;
    }
    if (Vigil.due(patience.age(), openedAt, now)) {
      return Verdict.AGED;
    }
    long passedAt = cs.passedAt() - us.passedAt() > 0 ? cs.passedAt() : us.passedAt();
    if (Vigil.due(patience.idle(), passedAt, now)) {
      return Verdict.IDLE;
    }
    next = Vigil.sooner(client.next(), upstream.next(), now);
    next = Vigil.sooner(next, Vigil.after(patience.age(), openedAt, now), now);
    next = Vigil.sooner(next, Vigil.after(patience.idle(), passedAt, now), now);
    return pings(before == Vigil.Verdict.PING, behind == Vigil.Verdict.PING);
  }

  /** Returns when to look again. */
  long next() {
    return next;
  }

  private static Verdict pings(boolean client, boolean upstream) {
    if (client && upstream) {
      return Verdict.PING_BOTH;
    }
    if (client) {
      return Verdict.PING_CLIENT;
    }
    return upstream ? Verdict.PING_UPSTREAM : Verdict.FINE;
  }
}
