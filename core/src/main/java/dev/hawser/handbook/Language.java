package dev.hawser.handbook;

import java.time.Duration;
import java.util.Locale;

/** A language that people are spoken to in. */
public enum Language {
  /** English, which also stands in for every language the handbook is not written in. */
  ENGLISH(Locale.ROOT, "en", ".", "d"),
  /** French. */
  FRENCH(Locale.FRENCH, "fr", ",", "j");

  private final Locale bundle;
  private final String tag;
  private final String decimal;
  private final String day;

  Language(Locale bundle, String tag, String decimal, String day) {
    this.bundle = bundle;
    this.tag = tag;
    this.decimal = decimal;
    this.day = day;
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
   * Returns the duration for people: {@code 250 ms}, {@code 2.5 s}, {@code 1 min 30 s}, {@code 2
   * h}.
   *
   * <p>From a minute on, these are the two largest units, without the second where it is zero. What
   * is smaller is cut off, not rounded.
   */
  public String duration(Duration duration) {
    if (duration.toMillis() < 1_000) {
      return duration.toMillis() + " ms";
    }
    if (duration.toMinutes() < 1) {
      long tenths = duration.toMillisPart() / 100;
      return duration.toSeconds() + (tenths == 0 ? "" : decimal + tenths) + " s";
    }
    if (duration.toHours() < 1) {
      return duration.toMinutes() + " min" + rest(duration.toSecondsPart(), "s");
    }
    if (duration.toDays() < 1) {
      return duration.toHours() + " h" + rest(duration.toMinutesPart(), "min");
    }
    return duration.toDays() + " " + day + rest(duration.toHoursPart(), "h");
  }

  private static String rest(int count, String unit) {
    return count == 0 ? "" : " " + count + " " + unit;
  }

  /**
   * Returns the locale under which the bundle is asked for: the root for English, so that the
   * lookup never falls back to the machine's default locale.
   */
  Locale bundle() {
    return bundle;
  }
}
