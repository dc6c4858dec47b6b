package dev.hawser.diagnosis;

/**
 * What one piece of evidence says for or against a cause.
 *
 * @param kind what sort of evidence it is; clues of one kind hang together
 * @param decibans ten times the decimal logarithm of the likelihood ratio
 * @param measure the figures behind it
 */
record Clue(Cause cause, Kind kind, int decibans, Measure measure) {
  /** Speaks for a cause a little. */
  static final int FAIR = 6;

  /** Speaks for a cause strongly. */
  static final int STRONG = 10;

  /** Speaks for a cause more strongly than another strong clue for another, without outdoing it. */
  static final int STRONGER = 13;

  /** Speaks for a cause so strongly that a strong clue for another does not hold against it. */
  static final int VERY_STRONG = 16;

  /** Speaks against a cause. */
  static final int AGAINST = -15;

  /** Clues of one kind hang together, so that many of them say little more than the best. */
  enum Kind {
    /** Ages and silences. */
    TIMING,
    /** What else ended at the same moment. */
    MOMENT,
    /** What passed last. */
    TRAFFIC,
    /** What this side did, and where it is. */
    OWN_SIDE
  }
}
