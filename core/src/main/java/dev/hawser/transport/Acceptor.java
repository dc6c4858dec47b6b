package dev.hawser.transport;

import java.util.concurrent.CompletionStage;

/** Decides what becomes of an upgrade request. */
@FunctionalInterface
public interface Acceptor {
  /**
   * Returns the decision, now or later; must not block.
   *
   * <p>A stage that fails, or a call that throws, is answered with 500; one that is not complete
   * within the handshake timeout with 503.
   */
  CompletionStage<Admission> decide(UpgradeRequest request);
}
