package dev.hawser.driver;

import dev.hawser.close.Ending;
import dev.hawser.transport.WriteResult;
import java.util.List;

/**
 * A connection's messages from the call that sends them to their one outcome, in order, across
 * links.
 *
 * <p>Thread-safe. While a link is open and nothing waits, a message goes straight to the link
 * without being queued. Links are called and outcomes told outside the lock. A link gets no more
 * than a {@link Window} ahead of what it has written.
 */
final class Outbox {
  final OutboxRules rules;
  final Clock clock;
  final Ledger ledger = new Ledger();
  final Window window = new Window();
  final Expiry expiry;

  /** Guards the shelf, the route and every place in them. */
  final Object lock = new Object();

  final Shelf shelf;
  final Route route = new Route();

  final Trial trial = new Trial();

  private final Settlement settlement;
  private final Entrance entrance;
  private boolean draining;

  /** What an outbox asks of its connection. */
  interface Clock {
    long nanos();

    /** {@link Outbox#expire} is to be called then. */
    void expireAt(long nanos);

    /** {@link Outbox#askForConfirmation} is to be called then. */
    void confirmAt(long nanos);
  }

  Outbox(OutboxRules rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
    shelf = new Shelf(rules, this::freed);
    entrance = new Entrance(this);
    expiry = new Expiry(this);
    settlement = new Settlement(this);
  }

  /** Tells whether messages in doubt are sent again. */
  boolean replays() {
    return rules.replay();
  }

  Counts counts() {
    return ledger.counts();
  }

  /**
   * Takes a message.
   *
   * @throws IllegalArgumentException for a lone surrogate, and for a message larger than the whole
   *     outbox
   * @throws IllegalStateException where it would have to wait for room in a callback
   */
  void offer(Send<?> send) {
    int bytes = send.bytes();
    if (bytes > rules.bytes()) {
      throw new IllegalArgumentException(
          "the message has " + bytes + " bytes, the whole outbox holds " + rules.bytes());
    }
    if (straight(send, bytes)) {
      return;
    }
    if (entrance.queue(send, bytes)) {
      expiry.watch();
    }
    drain(); // also for others: the room this one took for a moment may be what they lacked
  }

  private boolean straight(Send<?> send, int bytes) {
    SessionLink open = route.direct();
    if (open == null || !window.take(bytes)) {
      return false;
    }
    // The window is taken first and the route looked at then, so that either the link is still the
    // one, or whoever ended it sees that something is under way and lets no other take over.
    if (route.direct() != open) {
      window.giveBack(bytes);
      return false;
    }
    ledger.enter(send);
    open.hand(send, null);
    return true;
  }

  private void freed() {
    entrance.freed();
  }

  // Links come and go.

  /** Lets messages out over that link, as soon as the one before has given back what it had. */
  void attach(SessionLink opened) {
    synchronized (lock) {
      route.attach(opened);
    }
    drain();
  }

  /** Holds messages back: the link is being closed. */
  void detach(SessionLink closing) {
    synchronized (lock) {
      route.detach(closing);
    }
  }

  /**
   * The peer closes that link, so it takes and confirms nothing any more: the next one need not
   * wait for its end, only for the outcomes it still owes.
   *
   * @param unconfirmed how many messages are in doubt by now, those past the outbox included
   */
  void closing(SessionLink parting, long unconfirmed) {
    ledger.inDoubt(unconfirmed);
    synchronized (lock) {
      route.part(parting);
    }
    drain();
  }

  /**
   * Takes back what a link wrote without confirmation, once it has ended and told every outcome.
   *
   * @param unconfirmed how many messages are in doubt that were not when the peer closed it
   */
  void ended(SessionLink over, long unconfirmed) {
    ledger.inDoubt(unconfirmed);
    synchronized (lock) {
      takeBack(over);
    }
    drain();
  }

  private void takeBack(SessionLink over) {
    over.unconfirmed().takeBack(shelf);
    route.ended(over);
  }

  /** The peer confirmed the link's messages up to that number. */
  void confirmed(SessionLink by, long messages) {
    if (settlement.confirmed(by, messages)) {
      drain();
    }
  }

  /** A link is over, or will be: whether a message is to blame for it. */
  void judge(Ending ending) {
    if (rules.replay()) {
      settlement.judge(ending);
    }
  }

  /** What a link made of a message; called on its thread. */
  void done(SessionLink by, Send<?> send, WriteResult result) {
    settlement.settle(by, send, result);
    if (route.direct() == null) {
      drain();
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
        if (window.isEmpty()) {
          advance();
        }
        to = route.link();
        parcel = shelf.head();
        // Who settles a message gives back its room first and takes this lock then, so that either
        // it is seen here or the other one drains.
        if (to == null || parcel == null || trial.holdsBack(parcel) || !window.take(parcel.bytes)) {
          draining = false;
          if (to != null && parcel == null && !rules.replay()) {
            route.straight(to);
          }
          return;
        }
        shelf.takeHead();
        trial.sent(parcel);
      }
      if (parcel.inDoubt) {
        ledger.resent();
      }
      to.hand(parcel.send, parcel);
    }
  }

  /** Nothing is under way: a link that the peer closes is done with, and the next takes over. */
  private void advance() {
    SessionLink parting = route.parting();
    if (parting != null) {
      takeBack(parting);
    }
    route.advance();
  }

  // Time, and the end.

  /** Drops what has waited too long. */
  void expire(long now) {
    expiry.expire(now);
  }

  /** Asks for the confirmation that is due. */
  void askForConfirmation() {
    settlement.ask();
  }

  /** Settles everything that waits: the connection is over. */
  void end() {
    List<Parcel> all;
    synchronized (lock) {
      route.end();
      all = shelf.takeAll();
      entrance.freed();
    }
    all.forEach(settlement::finish);
  }
}
