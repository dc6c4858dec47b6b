package dev.hawser.driver;

import java.util.ArrayDeque;

/**
 * What a link wrote and its peer has not confirmed, in order, kept for replay; guarded by the
 * outbox's lock.
 */
final class Unconfirmed {
  private final ArrayDeque<Parcel> parcels = new ArrayDeque<>(0);

  /** Whether a confirmation was asked for and none has come since. */
  private boolean asked;

  boolean isEmpty() {
    return parcels.isEmpty();
  }

  void add(Parcel parcel) {
    parcels.add(parcel);
  }

  /** Tells whether a confirmation is to be asked for now: something waits for one, none is due. */
  boolean ask() {
    boolean now = !asked && !parcels.isEmpty();
    asked |= now;
    return now;
  }

  /** The peer confirmed the messages up to that number: they are kept no longer. */
  void confirmed(long messages, Shelf shelf) {
    asked = false;
    for (Parcel p = parcels.peek(); p != null && p.index <= messages; p = parcels.peek()) {
      parcels.remove();
      shelf.release(p);
    }
  }

  /** Nobody will confirm them any more: they are in doubt, and go out again unless refused. */
  void takeBack(Shelf shelf) {
    for (Parcel parcel : parcels) {
      parcel.inDoubt = true;
      if (parcel.refused) {
        shelf.release(parcel); // it was told that it was written, which is all there is to tell
      } else {
        shelf.putBack(parcel);
      }
    }
    parcels.clear();
  }
}
