package dev.hawser.driver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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

  /** The messages with a key that wait and may be replaced. */
  private final Map<Object, Parcel> keyed = new HashMap<>(0);

  private final Runnable freed;
  private int kept;
  private long keptBytes;

  /**
   * Makes an empty one.
   *
   * @param freed run, under the lock, when there is more room
   */
  Shelf(OutboxRules rules, Runnable freed) {
    this.rules = rules;
    this.freed = freed;
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
    enter(parcel);
  }

  /** Puts back what a link did not settle, ahead of everything newer. */
  void putBack(Parcel parcel) {
    returned.add(parcel);
    if (!rules.replay()) {
      keep(parcel);
    }
    if (parcel.untouched()) {
      enter(parcel);
    }
  }

  // Keys

  private void enter(Parcel parcel) {
    Object key = parcel.send.key();
    if (key != null) {
      keyed.put(key, parcel);
    }
  }

  private void leave(Parcel parcel) {
    Object key = parcel.send.key();
    if (key != null) {
      keyed.remove(key, parcel);
    }
  }

  /** Returns the message that waits under that key and may be replaced. */
  @Nullable Parcel waiting(@Nullable Object key) {
    return key == null ? null : keyed.get(key);
  }

  /** Tells whether so many bytes fit in the place of a message that waits. */
  boolean hasRoomFor(int bytes, Parcel instead) {
    return keptBytes - instead.bytes + bytes <= rules.bytes();
  }

  /** Puts a message in the place of one that waits, and returns that. */
  Send<?> replace(Parcel place, Send<?> newer, long now) {
    int before = place.bytes;
    Send<?> older = place.replace(newer, newer.bytes(), now);
    keptBytes += place.bytes - before;
    if (place.bytes < before) {
      freed.run();
    }
    return older;
  }

  /** Drops a message that comes back though a newer one of its key waits; false if none does. */
  boolean isSuperseded(Parcel parcel) {
    if (!parcel.untouched() || waiting(parcel.send.key()) == null) {
      return false;
    }
    if (rules.replay()) {
      release(parcel);
    }
    return true;
  }

  /** Takes out the oldest message that nobody can have received, null for none. */
  @Nullable Parcel takeOldest() {
    Parcel oldest = null;
    for (Parcel parcel : returned) {
      if (parcel.untouched() && (oldest == null || parcel.compareTo(oldest) < 0)) {
        oldest = parcel;
      }
    }
    if (oldest != null) {
      returned.remove(oldest);
    } else {
      oldest = fresh.poll();
    }
    if (oldest != null) {
      leave(oldest);
      release(oldest);
    }
    return oldest;
  }

  /** Returns the oldest message that waits. */
  @Nullable Parcel head() {
    Parcel first = returned.peek();
    return first != null ? first : fresh.peek();
  }

  /** Takes the head out for a link; with replay it is still kept. */
  void takeHead() {
    Parcel parcel = returned.isEmpty() ? fresh.remove() : returned.remove();
    leave(parcel);
    if (!rules.replay()) {
      release(parcel);
    }
  }

  /** Keeps a message no longer. */
  void release(Parcel parcel) {
    kept--;
    keptBytes -= parcel.bytes;
    freed.run();
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
        leave(parcel);
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
    for (Parcel parcel : fresh) {
      wait = Math.min(wait, parcel.queuedAt + rules.expireAfter() - now);
      if (keyed.isEmpty()) {
        break; // without keys the first one is the oldest
      }
    }
    return Math.max(0, wait);
  }

  /** Takes a message out that a link gave back; false where it is not there. */
  boolean remove(Parcel parcel) {
    boolean there = returned.remove(parcel);
    if (there) {
      release(parcel);
    }
    return there;
  }

  /** Takes everything out, in order. */
  List<Parcel> takeAll() {
    List<Parcel> all = new ArrayList<>();
    for (Parcel parcel = returned.poll(); parcel != null; parcel = returned.poll()) {
      all.add(parcel);
    }
    all.addAll(fresh);
    fresh.clear();
    keyed.clear();
    freed.run();
    return all;
  }
}
