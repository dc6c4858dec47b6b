package dev.hawser.reconnect;

import dev.hawser.handbook.Language;
import java.time.Duration;
import java.util.Locale;
import java.util.ResourceBundle;

/** What a row of a profile asks of a client, in words for people. */
final class VendorWords {
  private static final String BUNDLE = "dev.hawser.reconnect.Vendors";

  private VendorWords() {}

  static String of(VendorCode row, Language language) {
    // The root is English; so the lookup never falls back to the machine's default locale.
    Locale locale = language == Language.FRENCH ? Locale.FRENCH : Locale.ROOT;
    ResourceBundle words = ResourceBundle.getBundle(BUNDLE, locale);
    Wait pause = row.pause();
    return pause == null
        ? words.getString("advice." + row.advice())
        : words
            .getString("advice.RETRY_AFTER")
            .replace("{0}", time(pause.least()))
            .replace("{1}", time(pause.most()));
  }

  private static String time(Duration time) {
    return time.toMillisPart() == 0 ? time.toSeconds() + "\u00a0s" : time.toMillis() + "\u00a0ms";
  }
}
