package dev.hawser.cli;

import dev.hawser.ClientBuilder;
import dev.hawser.Connection;
import dev.hawser.Outbox;
import dev.hawser.Parting;
import dev.hawser.cli.option.BackoffConverter;
import dev.hawser.cli.option.DurationConverter;
import dev.hawser.cli.option.HeartbeatConverter;
import dev.hawser.cli.option.LanguageChoice;
import dev.hawser.cli.option.ProxyConverter;
import dev.hawser.cli.option.TransportChoice;
import dev.hawser.cli.option.UpgradeChoice;
import dev.hawser.cli.option.VendorChoice;
import dev.hawser.cli.wiring.Wiring;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.proxy.ProxyChoice;
import dev.hawser.reconnect.Backoff;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.reconnect.VendorProfile;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hawser connect URL}: lines in, messages out, and every loss explained. */
@Command(
    name = "connect",
    mixinStandardHelpOptions = true,
    description = {
      "Talk to a server line by line, and come back after each loss.",
      "Each line of stdin is sent as a text message, each message received is printed on",
      "stdout, each loss is explained on stderr. At the end of stdin it waits until all lines",
      "are confirmed, closes with 1000 and exits."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:closed by this side, or by the peer with 1000",
      "1:an unexpected failure",
      "2:the command line makes no sense",
      "3:no answer could be had: name, address, TLS, no WebSocket",
      "4:the handshake was refused with an HTTP status",
      "5:closed by the peer with another code than 1000",
      "6:the line was lost (1006), or found dead by the heartbeat",
      "7:this side gave up: the peer broke a rule or a limit"
    })
final class ConnectCommand implements Callable<Integer> {
  // Lines wait in the outbox for as long as the user does.
  private static final Outbox OUTBOX =
      Outbox.messages(1_000).bytes(16 << 20).expireAfter(Duration.ofDays(1));

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private UpgradeChoice upgrade = new UpgradeChoice();

  @Option(
      names = "--proxy",
      paramLabel = "URL",
      converter = ProxyConverter.class,
      description = {
        "Go through http://[USER:PASSWORD@]HOST[:PORT] or socks5://..., or env for what",
        "http_proxy, https_proxy, all_proxy and no_proxy say; default none."
      })
  private ProxyChoice proxy = ProxyChoice.NONE;

  @Option(
      names = "--heartbeat",
      paramLabel = "INTERVAL[/PONG]",
      converter = HeartbeatConverter.class,
      description = "A Ping after so long without a byte, and the time to answer it; or off.")
  private Heartbeat heartbeat = Heartbeat.DEFAULT;

  @Option(
      names = "--backoff",
      paramLabel = "BASE-CAP",
      converter = BackoffConverter.class,
      description = "The first and the largest window of the wait; default 500ms-30s.")
  private Backoff backoff = Backoff.standard();

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      description = "The most attempts to come back in one outage; default without end.")
  private @Nullable Integer maxAttempts;

  @ArgGroup private @Nullable VendorChoice vendor;

  @Option(names = "--no-reconnect", description = "Exit at the first loss.")
  private boolean once;

  @Option(
      names = "--stay",
      description = "Stay connected after the end of stdin, until the peer or Ctrl-C ends it.")
  private boolean stay;

  @Option(
      names = "--linger",
      paramLabel = "D",
      converter = DurationConverter.class,
      defaultValue = "500ms",
      description = {
        "How long nothing must have come after the end of stdin before the connection is",
        "closed; default ${DEFAULT-VALUE}."
      })
  private Duration linger = Duration.ZERO;

  private final Quiet quiet = new Quiet(System::nanoTime);

  @Mixin private TransportChoice transport = new TransportChoice();
  @Mixin private LanguageChoice language = new LanguageChoice();

  ConnectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    LossReport report =
        new LossReport(console.err(), console.onErr(), new Words(language.locale()));
    try (Wiring wiring = Wiring.of(transport.name())) {
      Connection feed = configured(wiring.client(), report).connect();
      Thread goodbye = closeOnInterrupt(feed);
      new LineSender(feed, report, stay ? null : linger, quiet).start(console.in());
      Parting parting = feed.closed().toCompletableFuture().get();
      keep(goodbye);
      report.ended(parting, feed.givenUp());
      console.out().flush();
      return ExitCode.of(parting).status();
    }
  }

  private ClientBuilder configured(ClientBuilder plain, LossReport report) {
    try {
      return plain
          .endpoint(upgrade.url())
          .subprotocols(upgrade.subprotocols().toArray(String[]::new))
          .proxy(proxy)
          .heartbeat(heartbeat)
          .reconnect(policy())
          .outbox(OUTBOX)
          .onText((session, text) -> printed(text))
          .onBinary((session, bytes) -> counted(bytes.remaining(), report))
          .onOpen(report::opened)
          .onState(report::changed)
          .headers(upgrade.headers());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void printed(String text) {
    quiet.heard();
    console.out().println(text);
  }

  private void counted(int bytes, LossReport report) {
    quiet.heard();
    report.binary(bytes);
  }

  private ReconnectPolicy policy() {
    if (once) {
      return ReconnectPolicy.never();
    }
    VendorProfile profile = vendor == null ? null : vendor.profile();
    Backoff policy = profile == null ? backoff : backoff.vendor(profile);
    return maxAttempts == null ? policy : policy.maxAttempts(maxAttempts);
  }

  /** Ctrl-C says goodbye too; a peer that does not answer has a second. */
  private static Thread closeOnInterrupt(Connection feed) {
    Thread hook =
        new Thread(
            () -> {
              feed.close();
              try {
                feed.closed().toCompletableFuture().get(1, TimeUnit.SECONDS);
              } catch (InterruptedException | ExecutionException | TimeoutException e) {
                // The process ends either way.
                return;
              }
            });
    Runtime.getRuntime().addShutdownHook(hook);
    return hook;
  }

  private static void keep(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process ends already, which is what the hook is for.
      return;
    }
  }
}
