package dev.hawser.diagnosis;

import dev.hawser.close.Role;
import dev.hawser.handbook.Language;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How one language writes its texts, durations, lists and quotations. */
final class Spelling {
  private static final int MAX_QUOTED = 200;
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

  private final Language language;
  private final ResourceBundle sentences;
  private final ResourceBundle causes;

  /** French for any French-speaking locale, English for every other. */
  Spelling(Locale locale) {
    language = Language.of(locale);
    // Of these two only: a look-up for another locale could fall back to the machine's default.
    Locale written = language == Language.FRENCH ? Locale.FRENCH : Locale.ROOT;
    sentences = ResourceBundle.getBundle("dev.hawser.diagnosis.Diagnosis", written);
    causes = ResourceBundle.getBundle("dev.hawser.diagnosis.Causes", written);
  }

  /** Returns what the catalogue says of a cause, told to the side that dialled. */
  CauseText catalogue(Cause cause) {
    Map<String, String> peer =
        Map.of("peer", text("peer." + Role.CLIENT), "Peer", text("Peer." + Role.CLIENT));
    String why = text("cause." + cause, peer);
    return new CauseText(
        text("title." + cause),
        why.substring(0, 1).toUpperCase(Locale.ROOT) + why.substring(1),
        text("remedy." + cause.remedy(), peer));
  }

  /** Returns the text with its places, such as {@code {age}}, filled from the map. */
  String text(String key, Map<String, String> facts) {
    String text = (causes.containsKey(key) ? causes : sentences).getString(key);
    StringBuilder filled = new StringBuilder();
    int at = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
      int close = text.indexOf('}', open);
      String name = text.substring(open + 1, close);
      String fact = facts.get(name);
      if (fact == null) {
        throw new IllegalArgumentException(key + " names {" + name + "}, which is no fact");
      }
      filled.append(text, at, open).append(fact);
      at = close + 1;
    }
    return filled.append(text, at, text.length()).toString();
  }

  /** Tells whether the catalogue has that text and each of its places is among the facts. */
  boolean fills(String key, Set<String> facts) {
    if (!causes.containsKey(key)) {
      return false;
    }
    Matcher place = PLACE.matcher(causes.getString(key));
    boolean filled = true;
    while (place.find()) {
      filled &= facts.contains(place.group(1));
    }
    return filled;
  }

  /** Returns a text without places. */
  String text(String key) {
    return text(key, Map.of());
  }

  /** Returns the duration as the language writes it. */
  String duration(Duration duration) {
    return language.duration(duration);
  }

  /** Returns the parts as a list in a sentence: {@code a, b and c}. */
  String list(List<String> parts) {
    int last = parts.size() - 1;
    return last < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + text("and") + parts.get(last);
  }

  /** Returns foreign text in quotation marks, made {@link #safe}. */
  String quote(String foreign) {
    return text("open-quote") + safe(foreign) + text("close-quote");
  }

  /**
   * Returns foreign text cut at 200 characters, with everything escaped that a terminal would obey
   * or hide: controls, format marks and lone surrogates.
   */
  String safe(String foreign) {
    StringBuilder safe = new StringBuilder();
    int end = foreign.offsetByCodePoints(0, Math.min(MAX_QUOTED, codePoints(foreign)));
    for (int i = 0; i < end; i += Character.charCount(foreign.codePointAt(i))) {
      int point = foreign.codePointAt(i);
      if (isHarmless(point)) {
        safe.appendCodePoint(point);
      } else {
        safe.append(String.format(point > 0xffff ? "\\u{%x}" : "\\u%04x", point));
      }
    }
    return end < foreign.length() ? safe + "…" : safe.toString();
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> point != '\\';
    };
  }
}
