package dev.hawser.transport;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
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

  /**
   * Returns what is answered where there was nothing to decide, or no decision in time: a request
   * that is no valid upgrade, one that is too long, a decision that failed. Must not block.
   *
   * @param headers the request's header fields, empty where they were not read
   * @param proposed what would be answered; its body says in English what is wrong
   */
  default HttpAnswer undecided(Headers headers, HttpAnswer proposed) {
    return proposed;
  }
}
