package dev.hawser.cli;

import dev.hawser.cli.front.Address;
import dev.hawser.cli.front.GatewayProcess;
import dev.hawser.cli.front.LiveLine;
import dev.hawser.cli.option.DurationConverter;
import dev.hawser.cli.option.TransportChoice;
import dev.hawser.gateway.Budget;
import dev.hawser.gateway.Capacity;
import dev.hawser.gateway.CloseCodePolicy;
import dev.hawser.gateway.GatewayOptions;
import dev.hawser.gateway.HandshakeFailure;
import dev.hawser.gateway.Patience;
import dev.hawser.gateway.Probing;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code hawser gateway}: a gateway that tells either side how the other ended. */
@Command(
    name = "gateway",
    mixinStandardHelpOptions = true,
    description = {
      "Relay WebSocket sessions to an upstream, and tell either side how the other ended.",
      "The URL stands alone on the first line of stdout; each session's end is a line on stderr.",
      "SIGTERM and Ctrl-C refuse newcomers with 503, end all sessions with 1012 and exit with 0."
    })
final class GatewayCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      required = true,
      converter = Address.class,
      description = "Where to accept clients; port 0 is any free one.")
  private InetSocketAddress listen = InetSocketAddress.createUnresolved("127.0.0.1", 0);

  @Option(
      names = "--upstream",
      paramLabel = "URL",
      required = true,
      arity = "1..*",
      description = "Where sessions go, ws or wss; several are tried in order, before the 101.")
  private List<URI> upstreams = List.of();

  @Option(
      names = "--name",
      paramLabel = "TOKEN",
      description = "The name in Proxy-Status and Via; default ${DEFAULT-VALUE}.")
  private String name = "hawser";

  @Option(
      names = "--bad-gateway",
      paramLabel = "CODE",
      converter = Policy.class,
      description = "Tell clients of a lost upstream by 1014, 1011 or auto; default auto.")
  private CloseCodePolicy badGateway = CloseCodePolicy.AUTO;

  @Option(
      names = "--tell-pages",
      description = {
        "Tell pages of an upstream that cannot be had by 101 and Close 1014,",
        "as a browser shows them no status."
      })
  private boolean tellPages;

  @Option(
      names = "--trust",
      paramLabel = "RANGE",
      arity = "1..*",
      description = "Believe X-Forwarded-* and Forwarded of these addresses, such as 10.0.0.0/8.")
  private List<String> trust = List.of();

  @Option(names = "--own-host", description = "Send the upstream's Host instead of the client's.")
  private boolean ownHost;

  @Option(
      names = "--health",
      paramLabel = "PATH",
      description = "Check upstreams by a whole handshake on that path, every 10 s.")
  private @Nullable String health;

  @Option(
      names = "--connect",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "Wait so long for a connection to an upstream, TLS included; default 3s.")
  private Duration connect = Budget.DEFAULT.connect();

  @Option(
      names = "--answer",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "Wait so long for its answer; the client waits for both at most; default 5s.")
  private Duration answer = Budget.DEFAULT.handshake();

  @Option(
      names = "--ping",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "Ping a side that was silent for so long; 0s for never; default 25s.")
  private Duration ping = Patience.DEFAULT.ping();

  @Option(
      names = "--idle",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "End sessions without a message for so long; default never.")
  private Duration idle = Patience.DEFAULT.idle();

  @Option(
      names = "--max-age",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "End sessions that are so old; default never.")
  private Duration maxAge = Patience.DEFAULT.age();

  @Option(
      names = "--max-message",
      paramLabel = "BYTES",
      description = "The most bytes of one message; default 0, any number.")
  private int maxMessage = Capacity.DEFAULT.message();

  @Option(
      names = "--max-sessions",
      paramLabel = "N",
      description = "The most sessions at a time; default ${DEFAULT-VALUE}.")
  private int maxSessions = Capacity.DEFAULT.sessions();

  @Option(
      names = "--socket-buffer",
      paramLabel = "BYTES",
      description =
          "What the system keeps per socket and direction; 0: it decides; default 262144.")
  private int socketBuffer = Capacity.DEFAULT.socket();

  @Option(
      names = "--drain",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "Spread the ends of sessions over that time at exit; default 5s.")
  private Duration drain = Duration.ofSeconds(5);

  @Mixin private TransportChoice transport = new TransportChoice();

  GatewayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    GatewayOptions options = options();
    LiveLine live = new LiveLine(console.err(), console.errTerminal());
    GatewayProcess gateway = GatewayProcess.start(transport.name(), listen, options, live::line);
    console.out().println(gateway.uri());
    console.out().flush();
    CountDownLatch never = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(gateway)));
    try {
      while (!never.await(1, TimeUnit.SECONDS)) {
        live.show(gateway.counters());
      }
    } catch (InterruptedException e) {
      gateway.close();
    }
    return ExitCode.OK.status();
  }

  /** A process that a signal ends exits with the signal's status unless its hook says otherwise. */
  private void leave(GatewayProcess gateway) {
    // Who waits for an upstream then is answered in that time, and told at once.
    gateway.drain(drain, Budget.DEFAULT.total().plus(Budget.DEFAULT.close()));
    console.out().flush();
    console.err().flush();
    Runtime.getRuntime().halt(ExitCode.OK.status());
  }

  private GatewayOptions options() {
    try {
      return asked();
    } catch (IllegalArgumentException nonsense) {
      throw new ParameterException(spec.commandLine(), String.valueOf(nonsense.getMessage()));
    }
  }

  private GatewayOptions asked() {
    return GatewayOptions.to(upstreams.toArray(new URI[0]))
        .named(name)
        .with(badGateway)
        .with(tellPages ? HandshakeFailure.WS_CLOSE : HandshakeFailure.HTTP)
        .with(new GatewayOptions.Forwarding(!ownHost, trust))
        .with(Budget.DEFAULT.upstream(connect, answer))
        .with(Patience.DEFAULT.pings(ping, Patience.DEFAULT.misses()).idle(idle).age(maxAge))
        .with(Capacity.DEFAULT.sessions(maxSessions).message(maxMessage).socket(socketBuffer))
        .with(health == null ? Probing.OFF : new Probing(health, Duration.ofSeconds(10)));
  }

  /** Reads {@code 1014}, {@code 1011} or {@code auto}. */
  static final class Policy implements ITypeConverter<CloseCodePolicy> {
    @Override
    public CloseCodePolicy convert(String value) {
      return switch (value.toLowerCase(Locale.ROOT)) {
        case "1014" -> CloseCodePolicy.PREFER_1014;
        case "1011" -> CloseCodePolicy.COMPAT_1011;
        case "auto" -> CloseCodePolicy.AUTO;
        default -> throw new TypeConversionException("'" + value + "' is not 1014, 1011 or auto");
      };
    }
  }
}
