package dev.hawser.driver;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * An executor of the user's that never refuses: what it rejects, as after its shutdown, runs on the
 * pool that all share, so that no outcome and no end is lost and no caller's thread runs it.
 *
 * @param executor the user's
 */
public record SteadyExecutor(Executor executor) implements Executor {
  @Override
  public void execute(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException refused) {
      DefaultExecutor.shared().execute(task);
    }
  }
}
