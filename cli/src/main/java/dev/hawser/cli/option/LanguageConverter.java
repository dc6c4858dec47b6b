package dev.hawser.cli.option;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the languages that texts come in: {@code en} and {@code fr}. */
public final class LanguageConverter implements ITypeConverter<Locale> {
  @Override
  public Locale convert(String value) {
    return switch (value) {
      case "en" -> Locale.ENGLISH;
      case "fr" -> Locale.FRENCH;
      default -> throw new TypeConversionException("'" + value + "' is not one of en, fr");
    };
  }

  /** Returns the language of the platform's locale, English where it is neither. */
  public static Locale ofPlatform() {
    return of(Locale.getDefault(Locale.Category.DISPLAY), System.getenv());
  }

  /**
   * Returns French where the locale or the environment asks for it, English otherwise.
   *
   * <p>The environment counts because Java falls back to English when the system has no such locale
   * installed, as in most containers. The first of LC_ALL, LC_MESSAGES and LANG that is set decides
   * (POSIX.1-2017, XBD s.8.2).
   */
  static Locale of(Locale locale, Map<String, String> environment) {
    String wanted =
        Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
            .map(name -> environment.getOrDefault(name, ""))
            .filter(value -> !value.isEmpty())
            .findFirst()
            .orElse("");
    boolean french = locale.getLanguage().equals("fr") || wanted.matches("fr([_.@].*)?");
    return french ? Locale.FRENCH : Locale.ENGLISH;
  }
}
