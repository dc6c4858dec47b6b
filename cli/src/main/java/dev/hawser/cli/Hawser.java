package dev.hawser.cli;

import dev.hawser.cli.doctor.DoctorCommand;
import dev.hawser.cli.doctor.WatchCommand;
import dev.hawser.cli.handbook.CodesCommand;
import dev.hawser.cli.handbook.CompareCommand;
import dev.hawser.cli.handbook.ExplainCommand;
import dev.hawser.cli.option.DurationConverter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code hawser} command: a name for its subcommands. */
@Command(
    name = "hawser",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "WebSocket connections that hold, and tell you why they parted.",
    footer = {"", "'hawser COMMAND --help' says more of a command."})
public final class Hawser implements Runnable {
  /** The least that picocli takes. */
  private static final int NARROWEST_HELP = 55;

  private static final int WIDEST_HELP = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs and exits with an {@link ExitCode}. */
  public static void main(String[] args) {
    Console console = Console.ofProcess();
    int status = run(console, args);
    console.out().flush();
    System.exit(status);
  }

  /** Runs one command line and returns the exit status; does not end the process. */
  public static int run(Console console, String... args) {
    return commandLine(console).execute(args);
  }

  /** Returns the command with its subcommands, on that console. */
  static CommandLine commandLine(Console console) {
    CommandLine line = new CommandLine(new Hawser());
    line.addSubcommand(new DemoCommand(console));
    line.addSubcommand(new ConnectCommand(console));
    line.addSubcommand(new ServeCommand(console));
    line.addSubcommand(new GatewayCommand(console));
    line.addSubcommand(new DoctorCommand(console));
    line.addSubcommand(new WatchCommand(console));
    line.addSubcommand(new ExplainCommand());
    line.addSubcommand(new CompareCommand());
    line.addSubcommand(new CodesCommand());
    Ansi ansi = console.onOut().colour() ? Ansi.ON : Ansi.OFF;
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
    line.setUsageHelpWidth(
        Math.max(NARROWEST_HELP, Math.min(console.onOut().columns(), WIDEST_HELP)));
    line.setAbbreviatedOptionsAllowed(false);
    line.setParameterExceptionHandler((e, input) -> nonsense(e));
    line.setExecutionExceptionHandler(Hawser::failed);
    return line;
  }

  /** Without a command there is nothing to do but to say which there are. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "no command was given");
  }

  private static int nonsense(CommandLine.ParameterException e) {
    CommandLine line = e.getCommandLine();
    PrintWriter err = line.getErr();
    err.println("hawser: " + DurationConverter.asTyped(String.valueOf(e.getMessage())));
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      CommandLine.UnmatchedArgumentException.printSuggestions(unmatched, err);
    }
    CommandSpec spec = line.getCommandSpec();
    if (!spec.subcommands().isEmpty()) {
      err.println("commands: " + String.join(", ", spec.subcommands().keySet()));
    }
    err.println("try: " + spec.qualifiedName() + " --help");
    return ExitCode.USAGE.status();
  }

  private static int failed(Exception e, CommandLine line, CommandLine.ParseResult result) {
    // The library refuses a bad value where it enters, and its message says what is allowed.
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    line.getErr().println("hawser: " + DurationConverter.asTyped(message));
    return e instanceof IllegalArgumentException
        ? ExitCode.USAGE.status()
        : ExitCode.FAILED.status();
  }
}
