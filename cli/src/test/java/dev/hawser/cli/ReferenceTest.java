package dev.hawser.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.cli.demo.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** {@code docs/reference/cli.md} names what there is. */
class ReferenceTest {
  private static String page;

  @BeforeAll
  static void read() throws Exception {
    page = Files.readString(Path.of("..", "docs", "reference", "cli.md"));
  }

  @Test
  void namesEveryCommandAndEveryOption() {
    CommandLine line = Hawser.commandLine(Captured.withInput("").console());
    line.getSubcommands()
        .forEach(
            (name, command) -> {
              assertThat(page).contains(name);
              for (OptionSpec option : command.getCommandSpec().options()) {
                if (!option.usageHelp() && !option.versionHelp()) {
                  assertThat(page).contains(option.names());
                }
              }
            });
  }

  @Test
  void namesEveryExitStatusAsTheHelpOfConnectDoes() {
    Captured console = Captured.withInput("");
    console.run("connect", "--help");
    for (ExitCode code : ExitCode.values()) {
      assertThat(page).contains("| " + code.status() + " | ");
      assertThat(console.outLines())
          .anyMatch(line -> line.startsWith("  " + code.status() + "   "));
    }
  }

  @Test
  void namesEveryFaultOfTheDemo() {
    for (List<Step> script : List.of(Step.standardScript(), Step.gatewayScript())) {
      for (Step step : script) {
        assertThat(page).contains("| `" + step.name() + "` | ");
      }
    }
  }
}
