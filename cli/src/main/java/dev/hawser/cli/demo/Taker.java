package dev.hawser.cli.demo;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The client's consumer: takes each message at once, or none for a while. Thread-safe. */
final class Taker {
  private volatile CompletableFuture<Void> free = CompletableFuture.completedFuture(null);

  /** Returns the stage of one message: the next one comes when it completes. */
  CompletionStage<?> take() {
    return free;
  }

  /** Takes nothing further. */
  void hold() {
    free = new CompletableFuture<>();
  }

  /** Takes what comes again. */
  void release() {
    free.complete(null);
  }
}
