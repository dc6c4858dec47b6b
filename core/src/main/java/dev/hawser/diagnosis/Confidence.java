package dev.hawser.diagnosis;

/** How sure a diagnosis is of its cause. */
public enum Confidence {
  /** The evidence shows it; nothing else fits. */
  CONFIRMED,
  /** Little else fits. */
  LIKELY,
  /** It fits, and so do others. */
  POSSIBLE,
  /** The evidence does not tell causes apart. */
  UNKNOWN
}
