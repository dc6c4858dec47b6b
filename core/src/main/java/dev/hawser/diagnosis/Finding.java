package dev.hawser.diagnosis;

/** A cause and how sure a rule is of it. */
record Finding(Cause cause, Confidence confidence) {
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
}
