package dev.hawser.transport;

import java.util.concurrent.Executor;

/**
 * The one thread, or serial executor, on which everything of a link happens.
 *
 * <p>Tasks run one after the other in the order of their submission, with happens-before between
 * them, and never inside {@link #execute}. An event loop is one as it stands; {@link SerialThread}
 * makes one of any executor.
 */
public interface LinkThread extends Executor {
  /** Tells whether the caller runs on it. */
  boolean current();
}
