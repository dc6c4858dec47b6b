package dev.hawser.cli;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The command line's own texts in one language. */
public final class Words {
  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final Locale locale;
  private final ResourceBundle bundle;

  /** Opens the texts of that language, English where there is none. */
  public Words(Locale locale) {
    this.locale = locale;
    this.bundle = ResourceBundle.getBundle("dev.hawser.cli.words", locale, NO_FALLBACK);
  }

  /** Returns the language. */
  public Locale locale() {
    return locale;
  }

  /** Returns the text of that key with its arguments filled in. */
  public String say(String key, Object... arguments) {
    return new MessageFormat(bundle.getString(key), locale).format(arguments);
  }

  /** Returns a time as a reader wants it: {@code 412 ms}, {@code 2.31 s}, {@code 75 s}. */
  public String time(long millis) {
    if (millis < 1_000) {
      return millis + "\u00a0ms";
    }
    if (millis < 10_000) {
      return String.format(locale, "%.2f\u00a0s", millis / 1_000.0);
    }
    return String.format(locale, "%.1f\u00a0s", millis / 1_000.0);
  }

  /** Returns a time in seconds as an option says it: {@code 0.5 s}, {@code 2 s}, {@code 1.46 s}. */
  public String seconds(long millis) {
    NumberFormat form = NumberFormat.getInstance(locale);
    form.setMaximumFractionDigits(2);
    return form.format(millis / 1_000.0) + "\u00a0s";
  }

  /** Returns a moment of a run in seconds with two digits after the point: {@code 12.30 s}. */
  public String clock(long millis) {
    return String.format(locale, "%.2f\u00a0s", millis / 1_000.0);
  }

  /** Tells whether there is a text of that key. */
  public boolean knows(String key) {
    return bundle.containsKey(key);
  }
}
