package dev.hawser;

import dev.hawser.handbook.Language;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Two settings that argue with each other, or one with what is usual on the way.
 *
 * @param kind what it is
 * @param values the settings' values: times as {@link Duration} writes them, sizes in bytes
 */
public record Caution(Kind kind, List<String> values) {
  /** What {@link ClientBuilder#check} looks for. */
  public enum Kind {
    /** Nothing asks whether the peer is there. */
    HEARTBEAT_OFF,
    /** The heartbeat is not below a usual idle limit of proxies and balancers. */
    HEARTBEAT_OVER_IDLE_LIMIT,
    /** The wait for an answer is longer than the interval. */
    PONG_OVER_INTERVAL,
    /** The policy dials on where no attempt can succeed. */
    NO_STOP_RULE,
    /** The outbox may hold more than the memory allows. */
    OUTBOX_OVER_MEMORY,
    /** One message may be larger than the memory allows. */
    MESSAGE_OVER_MEMORY
  }

  /** Copies the values. */
  public Caution {
    values = List.copyOf(values);
  }

  /** Returns what is wrong and what to do, in English. */
  public String explain() {
    return explain(Locale.ROOT);
  }

  /** Returns {@link #explain()} in French for a French-speaking locale, else in English. */
  public String explain(Locale locale) {
    Language language = Language.of(locale);
    String text =
        ResourceBundle.getBundle(
                "dev.hawser.Cautions", language == Language.FRENCH ? Locale.FRENCH : Locale.ROOT)
            .getString(kind.name());
    for (int i = 0; i < values.size(); i++) {
      text = text.replace("{" + i + "}", written(values.get(i), language));
    }
    return text;
  }

  private static String written(String value, Language language) {
    return value.startsWith("PT") ? language.duration(Duration.parse(value)) : value;
  }

  /** Returns {@link #explain()}. */
  @Override
  public String toString() {
    return explain();
  }
}
