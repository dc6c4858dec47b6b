package dev.hawser.diagnosis;

import java.util.Locale;

/** How sure a diagnosis is of its cause. */
public enum Confidence {
  /** The evidence shows it; nothing else fits. */
  CONFIRMED,
  /** Little else fits. */
  LIKELY,
  /** It fits, and so do others. */
  POSSIBLE,
  /** The evidence does not tell causes apart. */
  UNKNOWN;

  /** Returns its word in French for a French-speaking locale, else in English. */
  public String text(Locale locale) {
    return new Spelling(locale).text("word." + name());
  }
}
