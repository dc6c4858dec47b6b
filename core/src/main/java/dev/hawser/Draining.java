package dev.hawser;

import dev.hawser.close.CloseReason;
import dev.hawser.time.TimerNode;
import dev.hawser.time.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;

/**
 * Closes sessions in random order over a window, on the server's executor.
 *
 * <p>Thread-safe. The window has as many equal parts as there are sessions; each is closed at a
 * random moment of its own part. Sessions that end by themselves need no turn.
 */
final class Draining extends TimerNode {
  private final Timers timers;
  private final Executor executor;
  private final CloseReason reason;

  /** Who is still to be closed, in order; guarded by this. */
  private final ArrayDeque<Turn> turns = new ArrayDeque<>();

  private record Turn(LinkedSession session, long due) {}

  Draining(Timers timers, Executor executor, CloseReason reason) {
    this.timers = timers;
    this.executor = executor;
    this.reason = reason;
  }

  /** Begins; the first close may come at once. */
  void begin(Collection<LinkedSession> sessions, Duration window, DoubleSupplier dice) {
    List<LinkedSession> order = shuffled(sessions, dice);
    long now = timers.nanos();
    double part = (double) window.toNanos() / order.size();
    synchronized (this) {
      for (int i = 0; i < order.size(); i++) {
        turns.add(new Turn(order.get(i), now + (long) (part * (i + dice.getAsDouble()))));
      }
    }
    closeDue();
  }

  private static List<LinkedSession> shuffled(
      Collection<LinkedSession> sessions, DoubleSupplier dice) {
    List<LinkedSession> order = new ArrayList<>(sessions);
    for (int i = order.size() - 1; i > 0; i--) {
      int other = (int) (dice.getAsDouble() * (i + 1));
      LinkedSession moved = order.set(i, order.get(other));
      order.set(other, moved);
    }
    return order;
  }

  @Override
  protected void fire() {
    executor.execute(this::closeDue);
  }

  private void closeDue() {
    long now = timers.nanos();
    for (LinkedSession session : takeDue(now)) {
      session.closeQuietly(reason);
    }
    synchronized (this) {
      Turn next = turns.peek();
      if (next != null) {
        timers.arm(this, next.due());
      }
    }
  }

  private synchronized List<LinkedSession> takeDue(long now) {
    List<LinkedSession> due = new ArrayList<>();
    for (Turn turn = turns.peek(); turn != null && turn.due() - now <= 0; turn = turns.peek()) {
      due.add(turns.remove().session());
    }
    return due;
  }

  /** Waits no longer; the caller closes whoever is left. */
  synchronized void stop() {
    turns.clear();
    timers.disarm(this);
  }
}
