package dev.hawser.driver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** How many messages of a link the peer confirmed, and who waits for that. */
final class Confirmations {
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>(0);
  private long confirmed;
  private boolean over;

  private record Waiting(long messages, CompletableFuture<Boolean> stage) {}

  /** Returns how many messages are confirmed, counted from the link's start. */
  synchronized long count() {
    return confirmed;
  }

  /**
   * Returns a stage that completes with true when a Pong came that confirms that many messages,
   * with false at the end; a Pong that came earlier does not count.
   */
  CompletableFuture<Boolean> await(long messages) {
    CompletableFuture<Boolean> stage = new CompletableFuture<>();
    synchronized (this) {
      if (!over) {
        waiting.add(new Waiting(messages, stage));
        return stage;
      }
    }
    stage.complete(false);
    return stage;
  }

  void confirmed(long messages) {
    List<Waiting> done = new ArrayList<>(0);
    synchronized (this) {
      confirmed = Math.max(confirmed, messages);
      while (!waiting.isEmpty() && waiting.element().messages() <= confirmed) {
        done.add(waiting.remove());
      }
    }
    done.forEach(one -> one.stage().complete(true));
  }

  void end() {
    List<Waiting> rest;
    synchronized (this) {
      over = true;
      rest = List.copyOf(waiting);
      waiting.clear();
    }
    rest.forEach(one -> one.stage().complete(false));
  }
}
