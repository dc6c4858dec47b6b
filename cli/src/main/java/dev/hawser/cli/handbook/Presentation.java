package dev.hawser.cli.handbook;

import dev.hawser.cli.option.LanguageChoice;
import dev.hawser.handbook.Handbook;
import java.io.PrintWriter;
import java.util.function.BiFunction;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options with which every command of the handbook is shown: language and form. */
final class Presentation {
  private static final int NARROWEST = 60;
  private static final int WIDEST = 100;

  @Mixin private LanguageChoice language = new LanguageChoice();

  @Option(names = "--json", description = "Print one JSON document and nothing else.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Say how the command is used.")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  /** Writes to the command's output what the handbook says, as plain text or as JSON. */
  void show(
      CommandLine command,
      BiFunction<Handbook, PlainText, String> plain,
      BiFunction<Handbook, JsonText, String> structured) {
    Handbook handbook = handbook();
    PrintWriter out = command.getOut();
    out.print(
        json
            ? structured.apply(handbook, new JsonText(handbook))
            : plain.apply(handbook, plainText(handbook, command)));
    out.flush();
  }

  private Handbook handbook() {
    return Handbook.in(language.locale());
  }

  private static PlainText plainText(Handbook handbook, CommandLine command) {
    int width = Math.max(NARROWEST, Math.min(command.getUsageHelpWidth(), WIDEST));
    return new PlainText(handbook, command.getColorScheme().ansi(), width);
  }
}
