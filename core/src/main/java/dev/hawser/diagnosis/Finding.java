package dev.hawser.diagnosis;

import java.util.List;

/**
 * A cause, how sure a rule is of it, what fits about as well, and the figures it rests on.
 *
 * @param alternatives other causes that fit about as well, the best first
 */
record Finding(Cause cause, Confidence confidence, List<Cause> alternatives, Measure measure) {
  Finding {
    alternatives = List.copyOf(alternatives);
  }

  Finding(Cause cause, Confidence confidence) {
    this(cause, confidence, List.of(), Measure.NONE);
  }

  static Finding confirmed(Cause cause) {
    return new Finding(cause, Confidence.CONFIRMED);
  }

  static Finding likely(Cause cause) {
    return new Finding(cause, Confidence.LIKELY);
  }

  static Finding possible(Cause cause) {
    return new Finding(cause, Confidence.POSSIBLE);
  }

  static Finding unknown() {
    return new Finding(Cause.UNKNOWN, Confidence.UNKNOWN);
  }

  /** Returns the finding with other causes that fit about as well. */
  Finding or(Cause... others) {
    return new Finding(cause, confidence, List.of(others), measure);
  }

  /** Returns the finding with the figures it rests on. */
  Finding with(Measure figures) {
    return new Finding(cause, confidence, alternatives, figures);
  }
}
