package dev.hawser.driver;

import java.util.List;

/** How long messages of an outbox may wait, under one timer for all of them; thread-safe. */
final class Expiry {
  private final Outbox outbox;

  /** Whether the outbox's clock was told; guarded by the outbox's lock. */
  private boolean watched;

  Expiry(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Asks to be woken when the first one may expire, if anything is kept and nobody did yet. */
  void watch() {
    boolean start;
    long first = 0;
    synchronized (outbox.lock) {
      start = !watched && outbox.shelf.keepsAnything() && !outbox.route.isOver();
      watched |= start;
      if (start) {
        long now = outbox.clock.nanos();
        first = now + outbox.shelf.quiet(now);
      }
    }
    if (start) {
      outbox.clock.expireAt(first);
    }
  }

  /** Drops what has waited too long. */
  void expire(long now) {
    List<Parcel> late;
    synchronized (outbox.lock) {
      late = outbox.shelf.takeExpired(now);
      watched = false;
    }
    late.forEach(parcel -> outbox.ledger.dropped(parcel.send, Drop.EXPIRED));
    watch();
  }
}
