package dev.hawser.cli;

import dev.hawser.cli.demo.Demo;
import dev.hawser.cli.demo.DemoDocument;
import dev.hawser.cli.demo.DemoResult;
import dev.hawser.cli.demo.Plan;
import dev.hawser.cli.demo.Timeline;
import dev.hawser.cli.option.LanguageChoice;
import dev.hawser.cli.option.TransportChoice;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hawser demo}: a connection that survives everything, and says what it was. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Watch a connection survive eleven faults, in under a minute.",
      "A server, a relay that breaks the line and a client that sends numbers the whole time",
      "run in this process on real sockets. The line is reset, ended, silenced and refused; the",
      "server restarts, fails, flaps, drains and is overrun; a token expires; the client stops",
      "reading. Each loss is explained by the library, which does not know the script."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every fault was survived and every number is accounted for",
      "1:not so",
      "2:the command line makes no sense"
    })
final class DemoCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--json",
      description = "Print one JSON document on stdout and nothing else there.")
  private boolean json;

  @Option(
      names = "--gateway",
      description = {
        "The second act: four faults behind a gateway that runs on another transport than the",
        "client. The upstream is killed, gone and silent, and the gateway is drained."
      })
  private boolean gateway;

  @Mixin private TransportChoice transport = new TransportChoice();
  @Mixin private LanguageChoice language = new LanguageChoice();

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    Words words = new Words(language.locale());
    Plan standard = Plan.standard(transport.name());
    String other = transport.name().equals("vertx") ? "netty" : "vertx";
    Plan plan = gateway ? standard.through(other) : standard;
    Timeline timeline = timeline(words, plan);
    timeline.opening();
    DemoResult result = new Demo(plan, timeline, words.locale()).run();
    timeline.closing(result);
    if (json) {
      console.out().println(DemoDocument.of(result));
    }
    boolean good =
        result.survivedAll(plan.script().size()) && result.allAccountedFor() && result.endedWell();
    return good ? ExitCode.OK.status() : ExitCode.FAILED.status();
  }

  /** With {@code --json} the timeline is for whoever watches the terminal, and else for nobody. */
  private Timeline timeline(Words words, Plan plan) {
    if (!json) {
      return new Timeline(console.out(), console.onOut(), words, plan);
    }
    PrintStream out =
        console.errTerminal()
            ? console.err()
            : new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Timeline(out, console.onErr(), words, plan);
  }
}
