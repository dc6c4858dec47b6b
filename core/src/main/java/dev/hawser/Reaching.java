package dev.hawser;

import dev.hawser.driver.SharedSend;
import dev.hawser.transport.WriteResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts the outcomes of one broadcast; one object for all of its sessions, thread-safe. */
final class Reaching extends SharedSend {
  private final CompletableFuture<Reach> done = new CompletableFuture<>();
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();
  private final AtomicInteger unknown = new AtomicInteger();

  /** Outcomes still to come, and one for the loop that sends. */
  private final AtomicInteger open = new AtomicInteger(1);

  /** There is one more session; of the thread that sends. */
  void one() {
    open.incrementAndGet();
  }

  void dropped() {
    count(dropped);
  }

  @Override
  protected void settled(WriteResult result) {
    count(
        switch (result) {
          case WRITTEN -> written;
          case NOT_WRITTEN -> dropped;
          case LOST -> unknown;
        });
  }

  /** Counts the outcome of a session that is not of this library. */
  void settle(@Nullable Outcome outcome, @Nullable Throwable failure) {
    if (outcome instanceof Outcome.Written) {
      count(written);
    } else {
      count(outcome instanceof Outcome.Dropped ? dropped : unknown);
    }
  }

  private void count(AtomicInteger kind) {
    kind.incrementAndGet();
    close();
  }

  private void close() {
    if (open.decrementAndGet() == 0) {
      int out = written.get();
      int gone = dropped.get();
      int lost = unknown.get();
      done.complete(new Reach(out + gone + lost, out, gone, lost));
    }
  }

  /** Every session has been counted. */
  CompletionStage<Reach> all() {
    close();
    return done.minimalCompletionStage();
  }
}
