package dev.hawser.gateway;

import dev.hawser.time.Timers;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the sessions of one gateway share: who is there, how much waits, and the rules. */
final class Hall {
  private final GatewayOptions options;
  private final Timers timers;
  private final OwnPings own;
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private final LongAdder queued = new LongAdder();
  private final AtomicInteger handshakes = new AtomicInteger();
  private volatile boolean draining;
  private Runnable whenEmpty = () -> {};

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

  /** Returns the requests that wait for their upstream. */
  AtomicInteger handshakes() {
    return handshakes;
  }

  Set<Session> sessions() {
    return sessions;
  }

  boolean draining() {
    return draining;
  }

  void entered(Session session) {
    sessions.add(session);
  }

  void left(Session session) {
    sessions.remove(session);
  }

  /** Lets nobody in any more, and runs that once, when the last session has left. */
  void drain(Runnable then) {
    synchronized (this) {
      whenEmpty = then;
      draining = true;
    }
    look();
  }

  /** Does what is to be done once nobody is left. */
  void look() {
    if (draining && sessions.isEmpty()) {
      Runnable then;
      synchronized (this) {
        then = whenEmpty;
        whenEmpty = () -> {};
      }
      then.run();
    }
  }

  /** Tells whether one more may come. */
  boolean full() {
    Capacity most = options.capacity();
    return sessions.size() + handshakes.get() >= most.sessions()
        || handshakes.get() >= most.handshakes()
        || queued.sum() > most.queuedBytes();
  }
}
