package dev.hawser.handbook;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of one language by key. */
final class Texts {
  private final ResourceBundle bundle;

  Texts(Language language) {
    this.bundle = ResourceBundle.getBundle("dev.hawser.handbook.Handbook", language.bundle());
  }

  boolean has(String key) {
    return bundle.containsKey(key);
  }

  String line(String key) {
    return bundle.getString(key);
  }

  List<String> lines(String key) {
    return List.of(line(key).split("\n"));
  }

  /** Returns the text of a value of one of the enums in {@link Facts}, or of {@link Kind}. */
  String of(Enum<?> value) {
    return line(lowerFirst(value.getDeclaringClass().getSimpleName()) + "." + value.name());
  }

  /** Fills {0}, {1} and so on; unlike MessageFormat it leaves apostrophes alone. */
  String filled(String key, String... values) {
    String text = line(key);
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", values[i]);
    }
    return text;
  }

  static String upperFirst(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String lowerFirst(String text) {
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }
}
