package dev.hawser.gateway;

import dev.hawser.time.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the sessions of one gateway share: who is there, how much waits, and the rules. */
final class Hall {
  private final GatewayOptions options;
  private final Timers timers;
  private final OwnPings own;
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private final LongAdder queued = new LongAdder();
  private final AtomicInteger there = new AtomicInteger();
  private final AtomicInteger handshakes = new AtomicInteger();
  private final List<Runnable> whenEmpty = new ArrayList<>();
  private volatile boolean draining;
  private volatile boolean closed;

  Hall(GatewayOptions options, Timers timers, OwnPings own) {
    this.options = options;
    this.timers = timers;
    this.own = own;
  }

  GatewayOptions options() {
    return options;
  }

  Timers timers() {
    return timers;
  }

  OwnPings own() {
    return own;
  }

  /** Returns the bytes that wait in all sessions together. */
  LongAdder queued() {
    return queued;
  }

  /** Returns the number of requests that are not answered yet. */
  int handshakes() {
    return handshakes.get();
  }

  /** Returns the sessions that are open. */
  Set<Session> sessions() {
    return sessions;
  }

  /** Tells whether nobody is let in any more. */
  boolean draining() {
    return draining;
  }

  /** Tells whether the gateway goes for good; nobody is let in any more then. */
  boolean closed() {
    return closed;
  }

  /** Lets one more in; null where the gateway is full or about to leave. */
  @Nullable Visit enter() {
    // Counted before the look at the drain, which looks at the count the other way round.
    int all = there.incrementAndGet();
    int asking = handshakes.incrementAndGet();
    Capacity most = options.capacity();
    boolean full =
        all > most.sessions() || asking > most.handshakes() || queued.sum() > most.queuedBytes();
    Visit visit = new Visit(this);
    if (draining || full) {
      visit.over();
      return null;
    }
    return visit;
  }

  /** One who was let in waits no more. */
  void answered() {
    handshakes.decrementAndGet();
  }

  /** One who was let in is gone. */
  void gone() {
    there.decrementAndGet();
    look();
  }

  /** A session opened. */
  void entered(Session session) {
    sessions.add(session);
  }

  /** A session is over. */
  void left(Session session) {
    sessions.remove(session);
  }

  /** Lets nobody in any more, and runs that once, when nobody of those let in is left. */
  void drain(Runnable then) {
    synchronized (whenEmpty) {
      whenEmpty.add(then);
    }
    draining = true;
    look();
  }

  /** Lets nobody in any more, because the gateway goes for good. */
  void close() {
    closed = true; // before the drain, behind which it is looked for
    draining = true;
    look();
  }

  private void look() {
    if (!draining || there.get() > 0) {
      return;
    }
    List<Runnable> then;
    synchronized (whenEmpty) {
      then = List.copyOf(whenEmpty);
      whenEmpty.clear();
    }
    then.forEach(Runnable::run);
  }
}
