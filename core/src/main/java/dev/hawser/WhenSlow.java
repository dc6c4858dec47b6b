package dev.hawser;

/** What a {@link Broadcast} does about a session that reads too slowly for it. */
public enum WhenSlow {
  /** Drops this message for that session; the next one is tried again. */
  DROP,
  /**
   * Skips the session until all that waits for it is written; so it loses one long stretch instead
   * of many short ones.
   */
  SKIP,
  /** Closes the session with 1008, and drops what is broadcast until it has ended. */
  END
}
