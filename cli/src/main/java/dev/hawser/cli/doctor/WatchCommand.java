package dev.hawser.cli.doctor;

import dev.hawser.ClientBuilder;
import dev.hawser.Connection;
import dev.hawser.cli.Console;
import dev.hawser.cli.option.DurationConverter;
import dev.hawser.cli.option.HeartbeatConverter;
import dev.hawser.cli.option.TransportChoice;
import dev.hawser.cli.option.UpgradeChoice;
import dev.hawser.cli.wiring.Wiring;
import dev.hawser.close.CloseCode;
import dev.hawser.doctor.plan.Target;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.reconnect.Backoff;
import dev.hawser.reconnect.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hawser watch URL --for D}: holds a connection and says why it was lost each time. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Hold a connection for a while and say what its losses have in common.",
      "It comes back after each loss, and is silent unless --heartbeat says otherwise: that is",
      "how idle limits show."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the connection held",
      "2:the command line makes no sense",
      "10:never connected: the name does not resolve",
      "11:never connected: TCP leads nowhere",
      "12:never connected: TLS fails",
      "13:never connected: the upgrade is refused",
      "14:never connected: a gateway failed, or what is behind it",
      "16:the connection was lost",
      "30:the time was over before anything came of the first attempt"
    })
public final class WatchCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Duration LATEST = Duration.ofSeconds(30);

  /** How long the peer has to answer the Close at the end. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private UpgradeChoice upgrade = new UpgradeChoice();
  @Mixin private TransportChoice transport = new TransportChoice();
  @Mixin private ReportForm form = new ReportForm();

  @Option(
      names = "--for",
      paramLabel = "D",
      converter = DurationConverter.class,
      required = true,
      description = "How long to watch, such as 10m or 1h; at most 24h.")
  private Duration span = Duration.ZERO;

  @Option(
      names = "--heartbeat",
      paramLabel = "INTERVAL[/PONG]",
      converter = HeartbeatConverter.class,
      description = "A Ping after so long without a byte, and the time to answer it; default off.")
  private Heartbeat heartbeat = Heartbeat.OFF;

  @Option(
      names = "--return-within",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = {
        "Come back within that time, up to 30s, also after 1012 and 1013, which ask for longer.",
        "By default the connection waits as the library would."
      })
  private @Nullable Duration returnWithin;

  /** Returns the command on that console. */
  public WatchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    if (span.isZero() || span.compareTo(LONGEST) > 0) {
      throw refused("--for of " + span.toMillis() + " ms is not in 1 ms to 24 h");
    }
    if (returnWithin != null
        && (returnWithin.toMillis() < 1 || returnWithin.compareTo(LATEST) > 0)) {
      throw refused("--return-within of " + returnWithin.toMillis() + " ms is not in 1 ms to 30 s");
    }
    Path html = form.html();
    Locale locale = form.locale();
    Target target = target();
    WatchLog log = new WatchLog(target, locale);
    WatchText text = new WatchText(console.onOut(), locale);
    boolean answered;
    try (Wiring wiring = Wiring.of(transport.name())) {
      Connection connection =
          configured(wiring.client(), target)
              .onOpen(
                  session -> {
                    long at = log.opened();
                    if (at >= 0 && !form.json()) {
                      console.out().println(text.opened(at));
                    }
                  })
              .onState(
                  change -> {
                    WatchLog.Loss loss = log.changed(change);
                    if (loss != null && !form.json()) {
                      console.out().println(text.loss(loss));
                    }
                  })
              .connect();
      answered = hold(connection, log);
    }
    WatchLog.Summary summary = log.summary();
    if (form.json()) {
      console.out().print(WatchDocument.of(summary));
    } else {
      text.summary(summary).forEach(console.out()::println);
      if (!answered) {
        text.unanswered(heartbeat.enabled()).forEach(console.out()::println);
      }
    }
    console.out().flush();
    if (html != null) {
      Files.writeString(html, WatchPage.of(summary, locale));
    }
    return summary.exitCode();
  }

  /**
   * Waits until the time is over, or nothing is left to wait for, and says good-bye; tells whether
   * nobody was left to answer that, or somebody did.
   */
  private boolean hold(Connection connection, WatchLog log)
      throws InterruptedException, ExecutionException {
    try {
      connection.closed().toCompletableFuture().get(span.toMillis(), TimeUnit.MILLISECONDS);
      log.over();
      return true;
    } catch (TimeoutException e) {
      log.over();
      connection.close();
    }
    try {
      connection.closed().toCompletableFuture().get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      // The transport ends the link.
      return false;
    }
  }

  private Target target() {
    try {
      return Target.of(upgrade.url())
          .headers(upgrade.headers())
          .subprotocols(upgrade.subprotocols());
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private ClientBuilder configured(ClientBuilder plain, Target target) {
    try {
      String scheme = target.uri().secure() ? "wss://" : "ws://";
      return plain
          .endpoint(scheme + target.uri().hostHeader() + target.uri().resource())
          .subprotocols(upgrade.subprotocols().toArray(String[]::new))
          .heartbeat(heartbeat)
          .reconnect(backoff())
          .headers(target.headers());
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private Backoff backoff() {
    Duration most = returnWithin == null ? Duration.ofSeconds(5) : returnWithin;
    Duration base = Duration.ofMillis(Math.min(200, most.toMillis()));
    Backoff backoff = Backoff.fullJitter(base, most);
    return returnWithin == null
        ? backoff
        : backoff
            .waitAfter(CloseCode.GOING_AWAY, Wait.between(Duration.ZERO, most))
            .waitAfter(CloseCode.SERVICE_RESTART, Wait.between(Duration.ZERO, most))
            .waitAfter(CloseCode.TRY_AGAIN_LATER, Wait.between(Duration.ZERO, most));
  }

  private ParameterException refused(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
