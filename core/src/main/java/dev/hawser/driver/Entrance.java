package dev.hawser.driver;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a message gets among those that wait: in the place of an older one with its key, where there
 * is room, or by what a full outbox does; thread-safe.
 */
final class Entrance {
  private final Outbox outbox;

  /** Senders that wait for room; guarded by the outbox's lock. */
  private int waiting;

  Entrance(Outbox outbox) {
    this.outbox = outbox;
  }

  /** There is more room, or the connection is over; called under the outbox's lock. */
  void freed() {
    if (waiting > 0) {
      outbox.lock.notifyAll();
    }
  }

  /**
   * Takes a message in, or tells its outcome and that of those it displaced.
   *
   * @return whether it waits now
   * @throws IllegalStateException where it would have to wait for room in a callback
   */
  boolean queue(Send<?> send, int bytes) {
    List<Send<?>> displaced = new ArrayList<>(0);
    Drop drop;
    Send<?> replaced = null;
    synchronized (outbox.lock) {
      Parcel older = outbox.shelf.waiting(send.key());
      boolean replaces = older != null && outbox.shelf.hasRoomFor(bytes, older);
      drop = outbox.route.isOver() || replaces ? null : makeRoom(bytes, displaced);
      long now = outbox.clock.nanos(); // behind the wait for room
      outbox.ledger.enter(send);
      if (outbox.route.isOver()) {
        drop = Drop.CONNECTION_ENDED;
      } else if (replaces && older != null) {
        replaced = outbox.shelf.replace(older, send, now);
      } else if (drop == null) {
        outbox.route.queue();
        Parcel parcel = new Parcel(send, bytes, now);
        send.place(parcel);
        outbox.shelf.add(parcel);
      }
    }
    if (replaced != null) {
      outbox.ledger.dropped(replaced, Drop.REPLACED);
    }
    displaced.forEach(one -> outbox.ledger.dropped(one, Drop.FULL));
    if (drop != null) {
      outbox.ledger.dropped(send, drop);
    }
    return drop == null;
  }

  /** Sees to it that there is room, if it can be had; returns why there is none. */
  private @Nullable Drop makeRoom(int bytes, List<Send<?>> displaced) {
    if (outbox.shelf.hasRoomFor(bytes)) {
      return null;
    }
    return switch (outbox.rules.overflow()) {
      case REFUSE -> Drop.FULL;
      case DROP_OLDEST -> dropOldest(bytes, displaced);
      case BLOCK -> await(bytes);
    };
  }

  private @Nullable Drop dropOldest(int bytes, List<Send<?>> displaced) {
    while (!outbox.shelf.hasRoomFor(bytes)) {
      Parcel oldest = outbox.shelf.takeOldest();
      if (oldest == null) {
        return Drop.FULL;
      }
      displaced.add(oldest.send);
    }
    return null;
  }

  private @Nullable Drop await(int bytes) {
    LinkCall.mayWaitForRoom();
    waiting++;
    try {
      while (!outbox.shelf.hasRoomFor(bytes) && !outbox.route.isOver()) {
        outbox.lock.wait();
      }
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Drop.FULL;
    } finally {
      waiting--;
    }
  }
}
