package dev.hawser;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;

/**
 * How an attempt, a session or a connection ended.
 *
 * @param ending what was seen
 * @param inDoubt messages that were written and not confirmed by a Pong when the link ended
 */
public record Parting(Ending ending, long inDoubt) {
  /** Returns the close code that describes the end; 1006 when no Close frame came. */
  public CloseCode code() {
    return ending.code();
  }
}
