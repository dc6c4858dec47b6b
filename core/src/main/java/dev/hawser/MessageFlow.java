package dev.hawser;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a session's messages to one subscriber, without a queue: its demand is the link's
 * credit.
 *
 * <p>Thread-safe. Signals come one at a time: demand that is declared before {@code onSubscribe}
 * has returned waits for that, and an end that comes during a signal is told after it (Reactive
 * Streams 1.3).
 */
final class MessageFlow implements Intake, Flow.Publisher<Message>, Flow.Subscription {
  private static final Flow.Subscription NOTHING =
      new Flow.Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
      };

  private final LongConsumer demand;

  /** From its subscription to its last signal, or until it cancels. */
  private Flow.@Nullable Subscriber<? super Message> subscriber;

  private boolean taken;

  /** A signal is being given. */
  private boolean busy;

  private long early;
  private boolean over;
  private @Nullable IllegalArgumentException refused;

  /**
   * Makes a publisher without a subscriber.
   *
   * @param demand told how many more messages may come
   */
  MessageFlow(LongConsumer demand) {
    this.demand = demand;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super Message> wanted) {
    Objects.requireNonNull(wanted, "subscriber"); // Reactive Streams 1.9
    boolean first;
    synchronized (this) {
      first = !taken;
      if (first) {
        taken = true;
        busy = true;
        subscriber = wanted;
      }
    }
    if (first) {
      signal(() -> wanted.onSubscribe(this));
    } else {
      wanted.onSubscribe(NOTHING);
      wanted.onError(new IllegalStateException("the session's messages have a subscriber already"));
    }
  }

  // The subscription

  @Override
  public void request(long n) {
    boolean wrong = n < 1;
    synchronized (this) {
      if (subscriber == null) {
        return; // Reactive Streams 3.6
      }
      if (wrong) { // Reactive Streams 3.9
        refused =
            new IllegalArgumentException(
                "demand for " + n + " messages, the least is 1 (Reactive Streams 3.9)");
      } else if (early >= 0) {
        early = sum(early, n);
        return;
      }
    }
    if (wrong) {
      finish();
    } else {
      demand.accept(n);
    }
  }

  @Override
  public synchronized void cancel() {
    subscriber = null;
  }

  // What the session tells

  @Override
  public void text(String message) {
    next(new Message.Text(message));
  }

  @Override
  public void binary(ByteBuffer message) {
    next(new Message.Binary(message));
  }

  private void next(Message message) {
    Flow.Subscriber<? super Message> told;
    synchronized (this) {
      told = subscriber;
      if (told == null || refused != null) {
        return;
      }
      busy = true;
    }
    signal(() -> told.onNext(message));
  }

  @Override
  public void end() {
    synchronized (this) {
      over = true;
    }
    finish();
  }

  private void signal(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error thrown) {
      cancel(); // Reactive Streams 2.13
      throw thrown;
    } finally {
      long asked;
      synchronized (this) {
        busy = false;
        asked = subscriber == null ? 0 : Math.max(0, early);
        early = -1;
      }
      finish();
      if (asked > 0) {
        demand.accept(asked);
      }
    }
  }

  /** Gives the last signal, if it is due and no other one is being given. */
  private void finish() {
    Flow.Subscriber<? super Message> told;
    Throwable error;
    synchronized (this) {
      told = subscriber;
      error = refused;
      if (told == null || busy || (error == null && !over)) {
        return;
      }
      subscriber = null;
    }
    if (error == null) {
      told.onComplete();
    } else {
      told.onError(error);
    }
  }

  private static long sum(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
