package dev.hawser.cli.handbook;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two close codes, or HTTP statuses of a refused handshake. */
@Command(
    name = "compare",
    description = "Compare two close codes, or HTTP statuses of a refused handshake.")
public final class CompareCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "A",
      converter = HandbookNumber.class,
      description = "Close code (0-65535) or HTTP status (100-599), such as 1006.")
  private int left;

  @Parameters(
      index = "1",
      paramLabel = "B",
      converter = HandbookNumber.class,
      description = "Another one, such as 1014.")
  private int right;

  @Mixin private final Presentation presentation = new Presentation();

  @Override
  public void run() {
    if (left == right) {
      throw new ParameterException(
          spec.commandLine(),
          "compare needs two different numbers, got " + left + " twice; try: explain " + left);
    }
    presentation.show(
        spec.commandLine(),
        (handbook, page) -> page.of(handbook.compare(left, right)),
        (handbook, json) -> json.of(handbook.compare(left, right)));
  }
}
