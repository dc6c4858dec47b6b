package dev.hawser.driver;

import dev.hawser.transport.WriteResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A connection's messages from the call that sends them to their one outcome, in order, across
 * links.
 *
 * <p>Thread-safe. While a link is open and nothing waits, a message goes straight to the link
 * without being queued. Links are called and outcomes told outside the lock. A link gets at most
 * {@link #WINDOW} bytes more than it has written, so that little is in limbo when it ends.
 */
final class Outbox {
  /** Bytes handed to a link and not yet written; one larger message may go alone. */
  static final long WINDOW = 64 * 1024;

  private final OutboxRules rules;
  private final Clock clock;
  private final AtomicLong positions = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private final AtomicLong inDoubt = new AtomicLong();
  private final Object lock = new Object();

  /** Messages no link has had yet, oldest first. */
  private final ArrayDeque<Parcel> fresh = new ArrayDeque<>();

  /** Messages a link gave back, all older than the fresh ones. */
  private final PriorityQueue<Parcel> returned = new PriorityQueue<>(4);

  private int kept;
  private long keptBytes;
  private long resent;
  private boolean draining;
  private boolean ended;
  private boolean watched;

  /** Where messages go, null while they wait. */
  private @Nullable SessionLink link;

  /** The last link messages went to, until it has ended: until then its messages may come back. */
  private @Nullable SessionLink last;

  /** A link that takes over as soon as the last one has ended. */
  private @Nullable SessionLink next;

  /** The link, while nothing waits and a message may go straight to it. */
  private volatile @Nullable SessionLink direct;

  /** What an outbox asks of its connection. */
  interface Clock {
    long nanos();

    /** Something may expire from now on: {@link Outbox#nextExpiry} is to be asked. */
    void watch();
  }

  Outbox(OutboxRules rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  void offer(Send<?> send) {
    SessionLink open = direct;
    if (open != null && roomFor(open, send)) {
      send.position = positions.incrementAndGet();
      try {
        open.hand(send, null);
      } catch (IllegalArgumentException e) {
        rejected.incrementAndGet();
        throw e;
      }
      return;
    }
    int bytes = send.bytes();
    if (bytes > rules.bytes()) {
      throw new IllegalArgumentException(
          "the message has " + bytes + " bytes, the whole outbox " + rules.bytes());
    }
    Drop drop = queue(send, bytes);
    if (drop != null) {
      drop(send, drop);
    } else {
      watch();
      drain();
    }
  }

  private boolean roomFor(SessionLink open, Send<?> send) {
    long pending = open.pendingBytes();
    return send.surelyWithin(pending == 0 ? rules.bytes() : WINDOW - pending);
  }

  private @Nullable Drop queue(Send<?> send, int bytes) {
    long now = clock.nanos();
    synchronized (lock) {
      send.position = positions.incrementAndGet();
      if (ended) {
        return Drop.CONNECTION_ENDED;
      }
      if (kept >= rules.messages() || keptBytes + bytes > rules.bytes()) {
        return Drop.FULL;
      }
      direct = null;
      Parcel parcel = new Parcel(send, bytes, now);
      send.parcel = parcel;
      fresh.add(parcel);
      keep(parcel);
      return null;
    }
  }

  /** Lets messages out over that link, as soon as the one before has given back what it had. */
  void attach(SessionLink opened) {
    synchronized (lock) {
      if (ended) {
        return;
      }
      if (last != null) {
        next = opened;
        return;
      }
      link = opened;
      last = opened;
    }
    drain();
  }

  /** Tells whether messages in doubt are sent again. */
  boolean replays() {
    return rules.replay();
  }

  /** Something else was written on the link: there may be room for what waits. */
  void roomMade() {
    if (direct == null) {
      drain();
    }
  }

  /** Holds messages back: the link is being closed. */
  void detach(SessionLink closing) {
    synchronized (lock) {
      forget(closing);
    }
  }

  /**
   * Takes back what a link wrote without confirmation, once it has ended and told every outcome.
   */
  void ended(SessionLink over, long unconfirmed) {
    inDoubt.addAndGet(unconfirmed);
    synchronized (lock) {
      forget(over);
      for (Parcel parcel : over.unconfirmed()) {
        parcel.inDoubt = true;
        returned.add(parcel);
      }
      over.unconfirmed().clear();
      if (last == over) {
        last = null;
        if (next != null && !ended) {
          link = next;
          last = next;
          next = null;
        }
      }
    }
    drain();
  }

  /** The peer confirmed the link's messages up to that number. */
  void confirmed(SessionLink by, long messages) {
    if (rules.replay()) {
      synchronized (lock) {
        by.confirmationAsked = false;
        ArrayDeque<Parcel> waiting = by.unconfirmed();
        for (Parcel p = waiting.peek(); p != null && p.index <= messages; p = waiting.peek()) {
          waiting.remove();
          release(p);
        }
      }
    }
  }

  /** Settles what a link made of a message; called on the link's thread. */
  void done(SessionLink by, Send<?> send, WriteResult result) {
    switch (result) {
      case WRITTEN -> written(by, send);
      case NOT_WRITTEN -> giveBack(by, send, false);
      case LOST -> {
        if (rules.replay()) {
          giveBack(by, send, true);
        } else {
          unknown.incrementAndGet();
          send.completeUnknown();
        }
      }
    }
    drain();
  }

  private void written(SessionLink by, Send<?> send) {
    Parcel parcel = send.parcel;
    boolean first = true;
    boolean ask = false;
    if (rules.replay() && parcel != null) {
      synchronized (lock) {
        first = !parcel.settled;
        parcel.settled = true;
        by.unconfirmed().add(parcel);
        ask = !by.confirmationAsked && halfFull();
        by.confirmationAsked |= ask;
      }
    }
    if (ask) {
      by.probe();
    }
    if (first) {
      written.incrementAndGet();
      send.completeWritten();
    }
  }

  private boolean halfFull() {
    return kept * 2L >= rules.messages() || keptBytes * 2 >= rules.bytes();
  }

  private void giveBack(SessionLink by, Send<?> send, boolean doubtful) {
    long now = clock.nanos();
    boolean late;
    boolean doubt;
    boolean settled;
    synchronized (lock) {
      forget(by);
      Parcel parcel = send.parcel;
      if (parcel == null) {
        parcel = new Parcel(send, send.bytes(), now);
        send.parcel = parcel;
      }
      parcel.inDoubt |= doubtful;
      late = ended;
      doubt = parcel.inDoubt;
      settled = parcel.settled;
      if (!late) {
        returned.add(parcel);
        if (!rules.replay()) {
          keep(parcel);
        }
      }
    }
    if (late) {
      finish(send, doubt, settled);
    } else {
      watch();
    }
  }

  private void watch() {
    boolean start;
    synchronized (lock) {
      start = !watched && kept > 0 && !ended;
      watched |= start;
    }
    if (start) {
      clock.watch();
    }
  }

  private void drain() {
    synchronized (lock) {
      if (draining) {
        return;
      }
      draining = true;
    }
    while (true) {
      Parcel parcel;
      SessionLink to;
      synchronized (lock) {
        to = link;
        parcel = to == null ? null : head();
        if (to == null || parcel == null || !fits(to, parcel)) {
          draining = false;
          if (to != null && parcel == null && !rules.replay()) {
            direct = to;
          }
          return;
        }
        take(parcel);
      }
      to.hand(parcel.send, parcel);
    }
  }

  private @Nullable Parcel head() {
    Parcel first = returned.peek();
    return first != null ? first : fresh.peek();
  }

  private static boolean fits(SessionLink to, Parcel parcel) {
    long pending = to.pendingBytes();
    return pending == 0 || pending + parcel.bytes <= WINDOW;
  }

  private void take(Parcel parcel) {
    if (!returned.isEmpty()) {
      returned.remove();
    } else {
      fresh.remove();
    }
    if (parcel.inDoubt) {
      resent++;
    }
    if (!rules.replay()) {
      release(parcel);
    }
  }

  private void keep(Parcel parcel) {
    kept++;
    keptBytes += parcel.bytes;
  }

  private void release(Parcel parcel) {
    kept--;
    keptBytes -= parcel.bytes;
  }

  private void forget(SessionLink gone) {
    if (link == gone) {
      link = null;
      direct = null;
    }
    if (next == gone) {
      next = null;
    }
  }

  /** Drops what has waited too long. */
  void expire(long now) {
    List<Parcel> late = new ArrayList<>();
    synchronized (lock) {
      collectExpired(fresh.iterator(), now, late);
      collectExpired(returned.iterator(), now, late);
      watched = false;
    }
    late.forEach(parcel -> drop(parcel.send, Drop.EXPIRED));
    watch();
  }

  private void collectExpired(Iterator<Parcel> from, long now, List<Parcel> late) {
    while (from.hasNext()) {
      Parcel parcel = from.next();
      if (!parcel.inDoubt && now - parcel.queuedAt >= rules.expireAfter()) {
        from.remove();
        release(parcel);
        late.add(parcel);
      }
    }
  }

  /** Returns when to call {@link #expire}: nothing expires earlier. */
  long nextExpiry() {
    long now = clock.nanos();
    synchronized (lock) {
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
      return now + Math.max(0, wait);
    }
  }

  /** Settles everything that waits: the connection is over. */
  void end() {
    List<Parcel> all = new ArrayList<>();
    synchronized (lock) {
      ended = true;
      link = null;
      next = null;
      direct = null;
      for (Parcel p = returned.poll(); p != null; p = returned.poll()) {
        all.add(p);
      }
      all.addAll(fresh);
      fresh.clear();
    }
    all.forEach(parcel -> finish(parcel.send, parcel.inDoubt, parcel.settled));
  }

  private void finish(Send<?> send, boolean doubt, boolean settled) {
    if (settled) {
      return;
    }
    if (doubt) {
      unknown.incrementAndGet();
      send.completeUnknown();
    } else {
      drop(send, Drop.CONNECTION_ENDED);
    }
  }

  private void drop(Send<?> send, Drop why) {
    dropped.incrementAndGet();
    send.completeDropped(why);
  }

  Counts counts() {
    long again;
    synchronized (lock) {
      again = resent;
    }
    long out = written.get();
    long gone = dropped.get();
    long lost = unknown.get();
    long waiting = positions.get() - rejected.get() - out - gone - lost;
    return new Counts(out, gone, lost, inDoubt.get(), again, waiting);
  }
}
