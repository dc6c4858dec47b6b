package dev.hawser.cli.demo;

import dev.hawser.Parting;
import dev.hawser.State;
import dev.hawser.StateChange;
import dev.hawser.cli.Loss;
import dev.hawser.close.Initiator;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches the connection's states from outside, with the clock in hand, and knows nothing of the
 * script. Thread-safe.
 */
final class Watch {
  private final Locale locale;
  private State state = State.IDLE;
  private long openSince;
  private long struck;
  private @Nullable Loss first;
  private @Nullable Loss last;
  private long noticed;
  private int attempts;

  Watch(Locale locale) {
    this.locale = locale;
  }

  synchronized void changed(StateChange change) {
    long now = System.nanoTime();
    if (change.to() == State.OPEN && change.from() != State.OPEN) {
      openSince = now;
    }
    if (change.to() == State.CONNECTING) {
      attempts++;
    }
    Parting parting = change.parting();
    if (parting != null && parting.ending().by() != Initiator.USER) {
      last = Loss.of(parting, locale);
      if (first == null) {
        first = last;
        noticed = now;
      }
    }
    state = change.to();
    notifyAll();
  }

  /** Begins a new observation: the fault strikes now. */
  synchronized void strike() {
    struck = System.nanoTime();
    first = null;
    last = null;
    attempts = 0;
  }

  /** Waits until a loss was seen since the strike; tells whether it was in time. */
  synchronized boolean awaitLoss(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (first == null) {
      long left = deadline - System.nanoTime();
      if (left <= 0 || state == State.TERMINATED) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  /** Waits until a session has been open for so long; tells whether it was in time. */
  synchronized boolean awaitStable(Duration stable, Duration patience) throws InterruptedException {
    return awaitStable(false, stable, patience);
  }

  /** Waits until a loss was seen and a session has been open for so long after it, then reports. */
  synchronized FaultReport report(Step step, Duration stable, Duration patience)
      throws InterruptedException {
    boolean back = awaitStable(true, stable, patience);
    return new FaultReport(
        step.name(),
        step.telling() == Step.Telling.FIRST ? first : last,
        first == null ? -1 : millis(noticed - struck),
        back ? millis(openSince - struck) : -1,
        attempts);
  }

  private boolean awaitStable(boolean afterLoss, Duration stable, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      long now = System.nanoTime();
      boolean open = state == State.OPEN && (!afterLoss || first != null);
      long stableAt = openSince + stable.toNanos();
      if (open && now - stableAt >= 0) {
        return true;
      }
      long left = deadline - now;
      if (left <= 0 || state == State.TERMINATED) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, open ? Math.min(left, stableAt - now) : left);
    }
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
