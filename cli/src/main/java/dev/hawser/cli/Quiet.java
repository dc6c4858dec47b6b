package dev.hawser.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** Since when nothing has come. Thread-safe. */
final class Quiet {
  private final LongSupplier nanos;
  private volatile long last;

  /** Begins now, by that clock. */
  Quiet(LongSupplier nanos) {
    this.nanos = nanos;
    this.last = nanos.getAsLong();
  }

  /** Something came. */
  void heard() {
    last = nanos.getAsLong();
  }

  /** Waits until nothing has come for so long from now on, or until the end. */
  void await(Duration silence, CompletionStage<?> end) throws InterruptedException {
    CompletableFuture<?> over = end.toCompletableFuture();
    heard();
    long left = silence.toNanos();
    while (left > 0 && !over.isDone()) {
      try {
        over.get(left, TimeUnit.NANOSECONDS);
      } catch (TimeoutException still) {
        left = last + silence.toNanos() - nanos.getAsLong();
      } catch (ExecutionException failed) {
        return;
      }
    }
  }
}
