package dev.hawser.cli.option;

import dev.hawser.transport.TransportProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The option {@code --transport}. */
public final class TransportChoice {
  @Spec(Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      defaultValue = "netty",
      description = "The runtime to use: netty, vertx or tyrus; default ${DEFAULT-VALUE}.")
  private String name = "netty";

  /** Returns the chosen transport's name, or refuses one that is not there. */
  public String name() {
    List<String> names = new ArrayList<>();
    for (TransportProvider provider : ServiceLoader.load(TransportProvider.class)) {
      names.add(provider.name());
    }
    if (!names.contains(name)) {
      throw new ParameterException(
          spec.commandLine(),
          "'" + name + "' is no transport; there are: " + String.join(", ", names));
    }
    return name;
  }
}
