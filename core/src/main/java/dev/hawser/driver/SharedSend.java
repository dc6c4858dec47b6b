package dev.hawser.driver;

import dev.hawser.transport.Completion;
import dev.hawser.transport.WriteResult;

/** Told what became of a shared message, once by each link that had it. */
public abstract class SharedSend implements Completion {
  /** Starts without an outcome. */
  protected SharedSend() {}

  /** One link is done with it; called on its thread. */
  protected abstract void settled(WriteResult result);

  @Override
  public final void done(WriteResult result) {
    LinkCall.enter(true, this);
    try {
      settled(result);
    } finally {
      LinkCall.exit(true);
    }
  }
}
