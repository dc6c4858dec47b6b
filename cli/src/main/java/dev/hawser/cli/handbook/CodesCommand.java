package dev.hawser.cli.handbook;

import dev.hawser.cli.option.VendorChoice;
import dev.hawser.reconnect.VendorProfile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists the entries of the handbook, one line each, or the codes of a vendor. */
@Command(
    name = "codes",
    description = {
      "List the close codes, or what they mean at a vendor.",
      "Without a vendor their ranges and the HTTP statuses of the handbook are listed too."
    })
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

  @ArgGroup private @Nullable VendorChoice vendor;

  @Mixin private final Presentation presentation = new Presentation();

  @Override
  public void run() {
    VendorProfile profile = vendor == null ? null : vendor.profile();
    if (profile != null) {
      if (spec.commandLine().getParseResult().hasMatchedOption("--range")) {
        throw new ParameterException(
            spec.commandLine(), "--range is for the handbook; a vendor's codes are listed whole");
      }
      presentation.show(
          spec.commandLine(),
          (handbook, page) -> page.of(profile),
          (handbook, json) -> json.of(profile));
      return;
    }
    presentation.show(
        spec.commandLine(),
        (handbook, page) -> page.list(shelf.topics()),
        (handbook, json) -> json.list(shelf.topics()));
  }
}
