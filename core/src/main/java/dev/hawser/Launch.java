package dev.hawser;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Turns settings into running connections and servers. */
final class Launch {
  private Launch() {}

  @SuppressWarnings("DoNotCallSuggester")
  static Connection connect(ClientSettings settings) {
    throw new UnsupportedOperationException("not built yet");
  }

  static CompletionStage<Server> start(ServerSettings settings) {
    return CompletableFuture.failedFuture(new UnsupportedOperationException("not built yet"));
  }
}
