package dev.hawser.driver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The messages of an outbox that wait, in order, within its bounds.
 *
 * <p>Not thread-safe: the outbox's lock guards it. What is kept counts against the bounds: what
 * waits, and with replay also what a link has had and nobody confirmed.
 */
final class Shelf {
  private final OutboxRules rules;

  /** Messages no link has had yet, oldest first. */
  private final ArrayDeque<Parcel> fresh = new ArrayDeque<>(0);

  /** Messages a link gave back, all older than the fresh ones. */
  private final PriorityQueue<Parcel> returned = new PriorityQueue<>(1);

  private int kept;
  private long keptBytes;

  Shelf(OutboxRules rules) {
    this.rules = rules;
  }

  boolean hasRoomFor(int bytes) {
    return kept < rules.messages() && keptBytes + bytes <= rules.bytes();
  }

  boolean isHalfFull() {
    return kept * 2L >= rules.messages() || keptBytes * 2 >= rules.bytes();
  }

  boolean keepsAnything() {
    return kept > 0;
  }

  void add(Parcel parcel) {
    fresh.add(parcel);
    keep(parcel);
  }

  /** Puts back what a link did not settle, ahead of everything newer. */
  void putBack(Parcel parcel) {
    returned.add(parcel);
    if (!rules.replay()) {
      keep(parcel);
    }
  }

  /** Returns the oldest message that waits. */
  @Nullable Parcel head() {
    Parcel first = returned.peek();
    return first != null ? first : fresh.peek();
  }

  /** Takes the head out for a link; with replay it is still kept. */
  void takeHead() {
    Parcel parcel = returned.isEmpty() ? fresh.remove() : returned.remove();
    if (!rules.replay()) {
      release(parcel);
    }
  }

  /** Keeps a message no longer. */
  void release(Parcel parcel) {
    kept--;
    keptBytes -= parcel.bytes;
  }

  private void keep(Parcel parcel) {
    kept++;
    keptBytes += parcel.bytes;
  }

  /** Takes out what has waited too long; what may have arrived already does not expire. */
  List<Parcel> takeExpired(long now) {
    List<Parcel> late = new ArrayList<>();
    takeExpired(fresh.iterator(), now, late);
    takeExpired(returned.iterator(), now, late);
    return late;
  }

  private void takeExpired(Iterator<Parcel> from, long now, List<Parcel> late) {
    while (from.hasNext()) {
      Parcel parcel = from.next();
      if (!parcel.inDoubt && now - parcel.queuedAt >= rules.expireAfter()) {
        from.remove();
        release(parcel);
        late.add(parcel);
      }
    }
  }

  /** Returns how long nothing expires. */
  long quiet(long now) {
    long wait = rules.expireAfter();
    for (Parcel parcel : returned) {
      if (!parcel.inDoubt) {
        wait = Math.min(wait, parcel.queuedAt + rules.expireAfter() - now);
      }
    }
    Parcel oldest = fresh.peek();
    if (oldest != null) {
      wait = Math.min(wait, oldest.queuedAt + rules.expireAfter() - now);
    }
    return Math.max(0, wait);
  }

  /** Takes everything out, in order. */
  List<Parcel> takeAll() {
    List<Parcel> all = new ArrayList<>();
    for (Parcel parcel = returned.poll(); parcel != null; parcel = returned.poll()) {
      all.add(parcel);
    }
    all.addAll(fresh);
    fresh.clear();
    return all;
  }
}
