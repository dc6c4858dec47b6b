package dev.hawser.cli.handbook;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the entries of the handbook, one line each. */
@Command(
    name = "codes",
    description = "List the close codes, their ranges and the HTTP statuses of the handbook.")
public final class CodesCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--range",
      paramLabel = "RANGE",
      converter = Shelf.ByWord.class,
      defaultValue = "all",
      description =
          "all (default), protocol (1000-2999), registered (3000-3999), private (4000-4999),"
              + " unused (0-999), undefined (5000-65535) or http.")
  private Shelf shelf = Shelf.ALL;

  @Mixin private final Presentation presentation = new Presentation();

  @Override
  public void run() {
    presentation.show(
        spec.commandLine(),
        (handbook, page) -> page.list(shelf.topics()),
        (handbook, json) -> json.list(shelf.topics()));
  }
}
