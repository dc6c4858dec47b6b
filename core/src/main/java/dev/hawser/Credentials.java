package dev.hawser;

import java.util.concurrent.CompletionStage;

/**
 * Supplies the value of the {@code Authorization} header.
 *
 * <p>Called on the client's executor, where it may block.
 */
@FunctionalInterface
public interface Credentials {
  /**
   * Returns the header's value, such as {@code Bearer …}; asked before each attempt.
   *
   * <p>A stage that fails, or a call that throws, is a failed attempt.
   */
  CompletionStage<String> authorization();

  /**
   * Called before the next {@link #authorization} when the server refused the last one with 401:
   * what is cached must not be supplied again.
   */
  default void invalidate() {}
}
