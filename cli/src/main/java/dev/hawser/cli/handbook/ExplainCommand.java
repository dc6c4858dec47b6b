package dev.hawser.cli.handbook;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains one close code or one HTTP status of a refused handshake. */
@Command(
    name = "explain",
    description = "Explain a close code, or the HTTP status of a refused handshake.")
public final class ExplainCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(
      paramLabel = "CODE|STATUS",
      converter = HandbookNumber.class,
      description = "Close code (0-65535) or HTTP status (100-599), such as 1006 or 502.")
  private int number;

  @Mixin private final Presentation presentation = new Presentation();

  @Override
  public void run() {
    presentation.show(
        spec.commandLine(),
        (handbook, page) -> page.of(handbook.article(number)),
        (handbook, json) -> json.of(handbook.article(number)));
  }
}
