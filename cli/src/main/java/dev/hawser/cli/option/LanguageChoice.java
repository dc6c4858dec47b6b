package dev.hawser.cli.option;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --lang}. */
public final class LanguageChoice {
  @Option(
      names = "--lang",
      paramLabel = "en|fr",
      converter = LanguageConverter.class,
      description = "Language of the texts; by default that of the locale.")
  private @Nullable Locale chosen;

  /** Returns the chosen language, that of the platform where none was. */
  public Locale locale() {
    return chosen == null ? LanguageConverter.ofPlatform() : chosen;
  }
}
