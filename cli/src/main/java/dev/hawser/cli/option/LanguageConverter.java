package dev.hawser.cli.option;

import java.util.Locale;
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
    boolean french = Locale.getDefault().getLanguage().equals("fr");
    return french ? Locale.FRENCH : Locale.ENGLISH;
  }
}
