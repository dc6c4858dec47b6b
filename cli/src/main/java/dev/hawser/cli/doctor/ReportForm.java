package dev.hawser.cli.doctor;

import dev.hawser.cli.option.LanguageChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how a report is shown: page, document and language. */
final class ReportForm {
  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the report as one page that stands alone.")
  private @Nullable Path html;

  @Option(names = "--json", description = "Print one JSON document and nothing else.")
  private boolean json;

  @Mixin private LanguageChoice language = new LanguageChoice();

  /**
   * Returns the file of the page, null if none is wanted; asked before the examination, not after.
   *
   * @throws IllegalArgumentException if its folder does not exist, naming the file
   */
  @Nullable Path html() {
    Path folder = html == null ? null : html.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "--html " + html + ": there is no such folder; a file in one that exists is wanted");
    }
    return html;
  }

  boolean json() {
    return json;
  }

  Locale locale() {
    return language.locale();
  }
}
