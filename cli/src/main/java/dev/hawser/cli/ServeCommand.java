package dev.hawser.cli;

import dev.hawser.Refuse;
import dev.hawser.cli.option.CloseReasonConverter;
import dev.hawser.cli.option.DurationConverter;
import dev.hawser.cli.option.RefusalConverter;
import dev.hawser.cli.option.TransportChoice;
import dev.hawser.cli.serve.EchoServer;
import dev.hawser.cli.serve.Faults;
import dev.hawser.close.CloseReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hawser serve}: an echo server that breaks its connections on purpose. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Echo every message, with faults to order.",
      "The URL stands alone on the first line of stdout; what happens is told on stderr. Each",
      "fault strikes every connection, counted from its own beginning. Ctrl-C closes all with",
      "1001 and exits."
    })
final class ServeCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--host", description = "The address to bind; default ${DEFAULT-VALUE}.")
  private String host = "127.0.0.1";

  @Option(names = "--port", description = "The port to bind; default 0, any free one.")
  private int port;

  @Option(
      names = "--close",
      paramLabel = "CODE[:REASON]",
      converter = CloseReasonConverter.class,
      description = "Close each session with that code, such as 1014:upstream.")
  private @Nullable CloseReason close;

  @Option(
      names = "--after",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "When --close strikes, such as 5s; default at once.")
  private @Nullable Duration after;

  @Option(
      names = "--rst-after",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "Reset each connection (RST) after that time.")
  private @Nullable Duration rstAfter;

  @Option(
      names = "--fin-after",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "End each connection (FIN) without a Close frame after that time.")
  private @Nullable Duration finAfter;

  @Option(
      names = "--silent-after",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "Turn each connection's path dead after that time: no byte, no FIN, no RST.")
  private @Nullable Duration silentAfter;

  @Option(
      names = "--refuse",
      paramLabel = "STATUS[:RETRY_AFTER]",
      converter = RefusalConverter.class,
      description = "Refuse each handshake, such as 401 or 503:5 (Retry-After 5 s).")
  private @Nullable Refuse refuse;

  @Option(
      names = "--accept-then-close",
      paramLabel = "CODE[:REASON]",
      converter = CloseReasonConverter.class,
      description = "Accept each handshake and close at once.")
  private @Nullable CloseReason acceptThenClose;

  @Mixin private TransportChoice transport = new TransportChoice();

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    int checked = port();
    Faults faults = faults();
    EchoServer server = start(transport.name(), checked, faults);
    console.out().println(server.url());
    console.out().flush();
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    try {
      server.awaitClosed();
    } catch (InterruptedException e) {
      server.close();
    }
    return ExitCode.OK.status();
  }

  private EchoServer start(String runtime, int checked, Faults faults) throws IOException {
    try {
      return EchoServer.start(runtime, host, checked, faults, this::tell);
    } catch (IOException | UncheckedIOException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      String why = "cannot listen on " + host + ":" + checked + ": " + cause.getMessage();
      throw new IOException(why, e);
    }
  }

  private int port() {
    if (port < 0 || port > 65535) {
      throw refused("--port " + port + " is not in 0-65535");
    }
    return port;
  }

  private Faults faults() {
    if (after != null && close == null) {
      throw refused("--after says when --close strikes, and there is no --close");
    }
    if (close != null && acceptThenClose != null) {
      throw refused("--close and --accept-then-close exclude each other");
    }
    return new Faults(
        refuse,
        acceptThenClose != null ? acceptThenClose : close,
        after == null ? Duration.ZERO : after,
        new Faults.Line(rstAfter, finAfter, silentAfter));
  }

  private ParameterException refused(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  private void tell(String line) {
    synchronized (console.err()) {
      console.err().println(line);
    }
  }
}
