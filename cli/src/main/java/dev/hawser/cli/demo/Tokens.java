package dev.hawser.cli.demo;

import dev.hawser.Credentials;
import dev.hawser.transport.UpgradeRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tokens that expire: the client keeps its own until the library tells it to throw it away, the
 * server takes the newest only. Thread-safe.
 */
final class Tokens implements Credentials {
  private final AtomicInteger newest = new AtomicInteger(1);
  private final AtomicInteger kept = new AtomicInteger(1);

  @Override
  public CompletionStage<String> authorization() {
    return CompletableFuture.completedFuture("Bearer " + kept.get());
  }

  @Override
  public void invalidate() {
    kept.set(newest.get());
  }

  /** Makes every token given so far worthless. */
  void expire() {
    newest.incrementAndGet();
  }

  /** Tells whether a request shows the newest token. */
  boolean good(UpgradeRequest request) {
    return ("Bearer " + newest.get()).equals(request.headers().first("Authorization"));
  }
}
