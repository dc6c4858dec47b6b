package dev.hawser.cli;

import dev.hawser.cli.option.LanguageConverter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --lang}. */
final class Language {
  @Option(
      names = "--lang",
      paramLabel = "en|fr",
      converter = LanguageConverter.class,
      description = "Language of the explanations; default by locale.")
  private @Nullable Locale chosen;

  Words words() {
    return new Words(chosen == null ? LanguageConverter.ofPlatform() : chosen);
  }
}
