package dev.hawser.driver;

import dev.hawser.close.Ending;

/** Whose link it is: told of its life on the link's thread. */
public interface LinkHost {
  /** The handshake succeeded. */
  void opened(SessionLink link);

  /**
   * The peer closes the link: it carries nothing any more, and its end will follow.
   *
   * @param soFar how it will end, with the evidence at this moment
   * @param inDoubt messages written and not confirmed by now
   */
  default void closing(SessionLink link, Ending soFar, long inDoubt) {}

  /**
   * The link ended, opened or not.
   *
   * @param inDoubt messages written and not confirmed
   */
  void ended(SessionLink link, Ending ending, long inDoubt);
}
