package dev.hawser.cli.interop;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawser.Connection;
import dev.hawser.WebSockets;
import dev.hawser.gateway.Budget;
import dev.hawser.gateway.Capacity;
import dev.hawser.gateway.CloseCodePolicy;
import dev.hawser.gateway.Gateway;
import dev.hawser.gateway.GatewayOptions;
import dev.hawser.gateway.HandshakeFailure;
import dev.hawser.gateway.Patience;
import dev.hawser.gateway.Probing;
import dev.hawser.gateway.Transports;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.time.WheelTimers;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.TransportProvider;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Gateways for clients nobody here wrote, one for each thing that a gateway has to be set to.
 *
 * <p>{@code InteropGateways TRANSPORT PORT [TLS_PORT WANTING_PORT]} prints one line, the gateways'
 * URLs by name as JSON, and goes on until it is ended. The ports are those of {@code
 * gateway_upstream.py}, whose certificate the JVM has to trust.
 */
final class InteropGateways {
  private static final long PATIENCE = 60;

  private final Transport transport;
  private final String upstream;
  private final Map<String, String> urls = new LinkedHashMap<>();

  private InteropGateways(Transport transport, String upstream) {
    this.transport = transport;
    this.upstream = upstream;
  }

  public static void main(String[] args) throws Exception {
    TransportContext context =
        new TransportContext(WheelTimers.shared(), Executors.newCachedThreadPool());
    Transport transport =
        ServiceLoader.load(TransportProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.name().equals(args[0]))
            .findFirst()
            .orElseThrow()
            .create(context);
    String port = "127.0.0.1:" + args[1];
    InteropGateways gateways = new InteropGateways(transport, "ws://" + port);
    gateways.limits();
    gateways.busy();
    gateways.start("dead", "ws://127.0.0.1:1");
    GatewayOptions telling = options("ws://127.0.0.1:1").with(HandshakeFailure.WS_CLOSE);
    gateways.start("telling", telling, line -> {});
    gateways.start("no-tls", "wss://" + port);
    if (args.length > 2) {
      gateways.start("secure", "wss://127.0.0.1:" + args[2]);
      gateways.start("untrusted", "wss://localhost:" + args[2]); // not what the certificate says
      gateways.start("wanting", "wss://127.0.0.1:" + args[3]);
    }
    System.out.println(new ObjectMapper().writeValueAsString(gateways.urls));
  }

  private void limits() throws Exception {
    start("compat", o -> o.with(CloseCodePolicy.COMPAT_1011));
    Duration second = Duration.ofSeconds(1);
    start("impatient", o -> o.with(o.budget().upstream(Duration.ofSeconds(PATIENCE), second)));
    start("sized", o -> o.with(Capacity.DEFAULT.message(1_000)));
    Patience patience = Patience.DEFAULT;
    start("pinging", o -> o.with(patience.pings(Duration.ofSeconds(2), 2)));
    start("idle", o -> o.with(patience.idle(second)));
    start("ageing", o -> o.with(patience.age(second)));
  }

  private void busy() throws Exception {
    hold(start("full", o -> o.with(Capacity.DEFAULT.sessions(1))));
    Gateway drained = start("drained", o -> o);
    hold(drained);
    var unused = drained.drain(Duration.ofHours(1));
    CountDownLatch unwell = new CountDownLatch(1);
    start(
        "unwell",
        options().with(new Probing("/401", Duration.ofHours(1))),
        line -> {
          if (line.endsWith(" is unwell")) {
            unwell.countDown();
          }
        });
    if (!unwell.await(PATIENCE, TimeUnit.SECONDS)) {
      throw new AssertionError("the upstream never became unwell");
    }
  }

  private void hold(Gateway gateway) throws InterruptedException {
    CountDownLatch open = new CountDownLatch(1);
    Connection held =
        WebSockets.client(transport)
            .endpoint(gateway.uri().resolve("/echo?id=held"))
            .reconnect(ReconnectPolicy.never())
            .onOpen(session -> open.countDown())
            .connect();
    if (!open.await(PATIENCE, TimeUnit.SECONDS)) {
      throw new AssertionError("no session to hold: " + held);
    }
  }

  private GatewayOptions options() {
    return options(upstream);
  }

  /** Nothing but what is asked for happens by the clock. */
  private static GatewayOptions options(String upstream) {
    Duration ample = Duration.ofSeconds(PATIENCE);
    return GatewayOptions.to(URI.create(upstream))
        .named("gw")
        .with(Budget.DEFAULT.upstream(ample, ample).close(ample));
  }

  private Gateway start(String name, UnaryOperator<GatewayOptions> settings) throws Exception {
    return start(name, settings.apply(options()), line -> {});
  }

  private void start(String name, String elsewhere) throws Exception {
    start(name, options(elsewhere), line -> {});
  }

  private Gateway start(String name, GatewayOptions options, Consumer<String> lines)
      throws Exception {
    Gateway gateway =
        Gateway.start(options, ListenRequest.of("127.0.0.1", 0), Transports.both(transport), lines)
            .toCompletableFuture()
            .get(PATIENCE, TimeUnit.SECONDS);
    urls.put(name, gateway.uri().toString().replaceAll("/$", ""));
    return gateway;
  }
}
