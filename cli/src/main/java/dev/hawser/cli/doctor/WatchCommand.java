package dev.hawser.cli.doctor;

import dev.hawser.ClientBuilder;
import dev.hawser.Connection;
import dev.hawser.cli.Console;
import dev.hawser.cli.option.DurationConverter;
import dev.hawser.cli.option.HeaderConverter;
import dev.hawser.cli.option.HeartbeatConverter;
import dev.hawser.cli.option.LanguageConverter;
import dev.hawser.cli.wiring.Wiring;
import dev.hawser.doctor.plan.Target;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.http.Headers;
import dev.hawser.reconnect.Backoff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hawser watch URL --for D}: holds a connection and says why it was lost each time. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Hold a connection for a while, come back after each loss, and say what the losses have in",
      "common. It is silent unless --heartbeat says otherwise: that is how idle limits show."
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
      "16:the connection was lost"
    })
public final class WatchCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "URL", description = "A ws or wss URL.")
  private String url = "";

  @Option(
      names = "--for",
      paramLabel = "D",
      converter = DurationConverter.class,
      required = true,
      description = "How long to watch, such as 10m or 1h; at most 24h.")
  private Duration span = Duration.ZERO;

  @Option(
      names = {"-H", "--header"},
      paramLabel = "NAME:VALUE",
      converter = HeaderConverter.class,
      description = "A header field of the upgrade request; may be repeated. Never shown.")
  private List<Headers.Field> headers = List.of();

  @Option(
      names = "--subprotocol",
      paramLabel = "NAME",
      split = ",",
      description = "A subprotocol to offer; may be repeated.")
  private List<String> subprotocols = List.of();

  @Option(
      names = "--heartbeat",
      paramLabel = "INTERVAL[/PONG]",
      converter = HeartbeatConverter.class,
      description = "A Ping after so long without a byte, and the time to answer it; default off.")
  private Heartbeat heartbeat = Heartbeat.OFF;

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      defaultValue = "netty",
      description = "The runtime to use; default ${DEFAULT-VALUE}.")
  private String transport = "netty";

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the report as one page that stands alone.")
  private @Nullable Path html;

  @Option(names = "--json", description = "Print one JSON document and nothing else.")
  private boolean json;

  @Option(
      names = "--lang",
      paramLabel = "en|fr",
      converter = LanguageConverter.class,
      description = "Language of the texts; by default that of the locale.")
  private @Nullable Locale language;

  /** Returns the command on that console. */
  public WatchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    if (span.isZero() || span.compareTo(LONGEST) > 0) {
      throw refused("--for of " + span.toMillis() + " ms is not in 1 ms to 24 h");
    }
    PageFile.require(html);
    Locale locale = language == null ? LanguageConverter.ofPlatform() : language;
    Target target = target();
    WatchLog log = new WatchLog(target, locale);
    WatchText text = new WatchText(console.onOut(), locale);
    try (Wiring wiring = Wiring.of(transport)) {
      Connection connection =
          configured(wiring.client(), target)
              .onOpen(session -> log.opened())
              .onState(
                  change -> {
                    WatchLog.Loss loss = log.changed(change);
                    if (loss != null && !json) {
                      console.out().println(text.loss(loss));
                    }
                  })
              .connect();
      hold(connection);
    }
    WatchLog.Summary summary = log.summary(span.toMillis());
    if (json) {
      console.out().print(WatchDocument.of(summary));
    } else {
      text.summary(summary).forEach(console.out()::println);
    }
    console.out().flush();
    if (html != null) {
      Files.writeString(html, WatchPage.of(summary, locale));
    }
    return summary.exitCode();
  }

  /** Waits until the time is over, or nothing is left to wait for, and says good-bye. */
  private void hold(Connection connection) throws InterruptedException, ExecutionException {
    try {
      connection.closed().toCompletableFuture().get(span.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      connection.close();
      try {
        connection.closed().toCompletableFuture().get(6, TimeUnit.SECONDS);
      } catch (TimeoutException late) {
        // The peer does not answer the Close; the transport ends the link.
        return;
      }
    }
  }

  private Target target() {
    try {
      Headers more = Headers.empty();
      for (Headers.Field field : headers) {
        more = more.with(field.name(), field.value());
      }
      return Target.of(url).headers(more).subprotocols(subprotocols);
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private ClientBuilder configured(ClientBuilder plain, Target target) {
    try {
      String scheme = target.uri().secure() ? "wss://" : "ws://";
      ClientBuilder client =
          plain
              .endpoint(scheme + target.uri().hostHeader() + target.uri().resource())
              .subprotocols(subprotocols.toArray(String[]::new))
              .heartbeat(heartbeat)
              .reconnect(Backoff.fullJitter(Duration.ofMillis(200), Duration.ofSeconds(5)));
      for (Headers.Field field : target.headers().fields()) {
        client = client.header(field.name(), field.value());
      }
      return client;
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException refused(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
