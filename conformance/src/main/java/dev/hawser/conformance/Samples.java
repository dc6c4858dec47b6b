package dev.hawser.conformance;

import dev.hawser.transport.Completion;
import dev.hawser.transport.Limits;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.WriteResult;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** What the rules send, and how they keep what became of it. */
final class Samples {
  private Samples() {}

  /** Returns bytes that look random and are the same for the same length. */
  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** Returns options with that limit on messages. */
  static LinkOptions limited(int bytes) {
    return Bench.QUIET.with(Limits.DEFAULT.maxMessage(bytes));
  }

  /** Keeps what became of one send. */
  static final class Outcome implements Completion {
    private final CompletableFuture<WriteResult> result = new CompletableFuture<>();

    @Override
    public void done(WriteResult what) {
      if (!result.complete(what)) {
        throw new AssertionError("completed twice: " + result.join() + ", then " + what);
      }
    }

    boolean done() {
      return result.isDone();
    }

    WriteResult await(Bench bench) {
      return bench.await("a completion", result);
    }
  }
}
