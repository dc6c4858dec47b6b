package dev.hawser.driver;

import dev.hawser.close.Ending;
import dev.hawser.transport.Link;
import dev.hawser.transport.SharedMessage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The messages a link was handed, numbered in that order, and how far the peer confirmed them.
 *
 * <p>Thread-safe, but for the unconfirmed messages themselves, which the outbox guards.
 */
final class Handed {
  private static final AtomicLongFieldUpdater<Handed> MESSAGES =
      AtomicLongFieldUpdater.newUpdater(Handed.class, "messages");

  final Confirmations confirmations = new Confirmations();
  final Unconfirmed unconfirmed = new Unconfirmed();
  private final boolean replays;
  private volatile long messages;

  /** Begins with none; with replay the outbox must know each message's number. */
  Handed(boolean replays) {
    this.replays = replays;
  }

  /** Hands a message to the link, and numbers it where the outbox must know its number. */
  void hand(Send<?> send, @Nullable Parcel parcel, Link to, SessionLink told) {
    if (replays) {
      // Numbers must follow the order in which the link gets messages.
      synchronized (this) {
        if (parcel != null) {
          parcel.index = messages + 1;
        }
        number(send, to, told);
      }
    } else {
      number(send, to, told);
    }
  }

  private void number(Send<?> send, Link to, SessionLink told) {
    MESSAGES.incrementAndGet(this);
    try {
      send.hand(to, told);
    } catch (IllegalArgumentException e) {
      MESSAGES.decrementAndGet(this);
      throw e;
    }
  }

  /** Hands a message to the link that other links share. */
  void share(SharedMessage message, Link to, SharedSend send) {
    if (replays) {
      synchronized (this) {
        MESSAGES.incrementAndGet(this);
        to.send(message, send);
      }
    } else {
      MESSAGES.incrementAndGet(this);
      to.send(message, send);
    }
  }

  /** Returns the messages handed over and not confirmed. */
  long inDoubt() {
    return Math.max(0, messages - confirmations.count());
  }

  /** Returns the messages that the link had written by then and nobody confirmed. */
  long inDoubt(Ending then) {
    return Math.max(0, then.facts().traffic().messagesOut() - confirmations.count());
  }

  /** Returns a stage for the confirmation of everything handed over so far. */
  CompletableFuture<Boolean> confirmation() {
    return confirmations.await(messages);
  }
}
