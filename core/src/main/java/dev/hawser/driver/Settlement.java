package dev.hawser.driver;

import dev.hawser.close.Ending;
import dev.hawser.transport.WriteResult;

/**
 * What links made of an outbox's messages: written, given back, lost, confirmed.
 *
 * <p>Thread-safe. A message is told one outcome, however often it is written; with replay, what is
 * written is kept until the peer confirmed it, and that is asked for in time, because traffic that
 * comes in keeps the heartbeat from asking.
 */
final class Settlement {
  private final Outbox outbox;
  private final boolean replay;

  /** Whether the outbox's clock was told; guarded by the outbox's lock. */
  private boolean confirming;

  Settlement(Outbox outbox) {
    this.outbox = outbox;
    replay = outbox.rules.replay();
  }

  void settle(SessionLink by, Send<?> send, WriteResult result) {
    int bytes = send.bytes();
    switch (result) {
      case WRITTEN -> {
        if (replay) {
          written(by, send);
          outbox.window.giveBack(bytes); // behind its place among the unconfirmed, as in giveBack
        } else {
          outbox.window.giveBack(bytes);
          written(by, send);
        }
      }
      case NOT_WRITTEN -> giveBack(by, send, false);
      case LOST -> {
        if (replay) {
          giveBack(by, send, true);
        } else {
          outbox.window.giveBack(bytes);
          outbox.ledger.unknown(send);
        }
      }
    }
  }

  private void written(SessionLink by, Send<?> send) {
    Parcel parcel = send.parcel();
    if (!replay || parcel == null) {
      outbox.ledger.written(send);
      return;
    }
    boolean first;
    boolean ask;
    boolean start;
    synchronized (outbox.lock) {
      first = !parcel.settled;
      parcel.settled = true;
      by.unconfirmed().add(parcel);
      boolean soon = outbox.shelf.isHalfFull() || outbox.trial.accuses(parcel);
      ask = soon && by.unconfirmed().ask();
      start = !confirming;
      confirming = true;
    }
    if (ask) {
      by.probe();
    }
    if (start) {
      askLater();
    }
    if (first) {
      outbox.ledger.written(send);
    }
  }

  /** The peer confirmed the link's messages up to that number: true where the next may go. */
  boolean confirmed(SessionLink by, long messages) {
    if (!replay) {
      return false;
    }
    synchronized (outbox.lock) {
      by.unconfirmed().confirmed(messages, outbox.shelf);
      return outbox.trial.clears(messages);
    }
  }

  /** Takes a message out of the replay that its peer refuses each time. */
  void judge(Ending ending) {
    Parcel guilty;
    boolean settle;
    synchronized (outbox.lock) {
      guilty = outbox.trial.judge(ending);
      if (guilty == null) {
        return;
      }
      guilty.refused = true;
      settle = outbox.shelf.remove(guilty) && !guilty.settled;
    }
    if (settle) {
      outbox.ledger.dropped(guilty.send, Drop.REFUSED);
    }
  }

  /** Asks for the confirmation of what was written; nothing more is due once all is confirmed. */
  void ask() {
    SessionLink ask = null;
    synchronized (outbox.lock) {
      SessionLink last = outbox.route.confirms();
      confirming = last != null && !last.unconfirmed().isEmpty();
      if (last == null || !confirming) {
        return;
      }
      if (last.unconfirmed().ask()) {
        ask = last;
      }
    }
    if (ask != null) {
      ask.probe();
    }
    askLater();
  }

  private void askLater() {
    outbox.clock.confirmAt(outbox.clock.nanos() + outbox.rules.confirmAfter());
  }

  private void giveBack(SessionLink by, Send<?> send, boolean doubtful) {
    long now = outbox.clock.nanos();
    Parcel parcel;
    boolean late;
    boolean superseded;
    synchronized (outbox.lock) {
      outbox.route.detach(by);
      parcel = send.parcel();
      if (parcel == null) {
        parcel = new Parcel(send, send.bytes(), now);
        send.place(parcel);
      }
      parcel.inDoubt |= doubtful;
      late = outbox.route.isOver() || parcel.refused;
      superseded = !late && outbox.shelf.isSuperseded(parcel);
      if (parcel.refused) {
        outbox.shelf.release(parcel);
      } else if (!late && !superseded) {
        outbox.shelf.putBack(parcel);
      }
    }
    outbox.window.giveBack(parcel.bytes); // behind its place, or a newer one could overtake it
    if (late) {
      finish(parcel);
    } else if (superseded) {
      outbox.ledger.dropped(parcel.send, Drop.REPLACED);
    } else {
      outbox.expiry.watch();
    }
  }

  /** The message goes out no more: it was refused, or the connection is over. */
  void finish(Parcel parcel) {
    if (parcel.settled) {
      return;
    }
    if (parcel.refused) {
      outbox.ledger.dropped(parcel.send, Drop.REFUSED);
    } else if (parcel.inDoubt) {
      outbox.ledger.unknown(parcel.send);
    } else {
      outbox.ledger.dropped(parcel.send, Drop.CONNECTION_ENDED);
    }
  }
}
