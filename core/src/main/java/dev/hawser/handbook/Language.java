package dev.hawser.handbook;

import java.util.Locale;

/** A language the handbook is written in. */
public enum Language {
  /** English, which also stands in for every language the handbook is not written in. */
  ENGLISH(Locale.ROOT, "en"),
  /** French. */
  FRENCH(Locale.FRENCH, "fr");

  private final Locale bundle;
  private final String tag;

  Language(Locale bundle, String tag) {
    this.bundle = bundle;
    this.tag = tag;
  }

  /** Returns French for any French-speaking locale, English for every other. */
  public static Language of(Locale locale) {
    return locale.getLanguage().equals(FRENCH.tag) ? FRENCH : ENGLISH;
  }

  /** Returns the BCP 47 tag: {@code en} or {@code fr}. */
  public String tag() {
    return tag;
  }

  /**
   * Returns the locale under which the bundle is asked for: the root for English, so that the
   * lookup never falls back to the machine's default locale.
   */
  Locale bundle() {
    return bundle;
  }
}
