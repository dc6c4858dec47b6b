package dev.hawser.cli.demo;

import dev.hawser.Connection;
import dev.hawser.Outcome;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The demo's traffic: numbers counted up from 0, sent the whole time, and their outcomes.
 * Thread-safe.
 */
final class Numbers {
  private final Connection feed;
  private final Duration patience;
  private @Nullable ScheduledFuture<?> sending;
  private int sent;
  private int written;
  private int settled;

  Numbers(Connection feed, Duration patience) {
    this.feed = feed;
    this.patience = patience;
  }

  /** Returns how long anything may take. */
  Duration patience() {
    return patience;
  }

  synchronized void start(ScheduledExecutorService clock, Duration every) {
    sending = clock.scheduleAtFixedRate(this::send, 0, every.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void send() {
    int number;
    synchronized (this) {
      if (sending == null) {
        return;
      }
      number = sent++;
    }
    feed.sendText(Integer.toString(number)).thenAccept(this::settle);
  }

  private synchronized void settle(Outcome outcome) {
    settled++;
    written += outcome.written() ? 1 : 0;
    notifyAll();
  }

  /** Stops sending; returns how many numbers were sent. */
  synchronized int stop() {
    if (sending != null) {
      sending.cancel(false);
      sending = null;
    }
    return sent;
  }

  /** Waits until so many further numbers were handed to the operating system. */
  synchronized void awaitWritten(int more) throws InterruptedException {
    int wanted = written + more;
    await(() -> written >= wanted);
  }

  /** Waits until every number has its outcome; tells whether that came in time. */
  synchronized boolean awaitSettled() throws InterruptedException {
    return await(() -> settled == sent);
  }

  private boolean await(java.util.function.BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }
}
