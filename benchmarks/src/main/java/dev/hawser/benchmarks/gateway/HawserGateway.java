package dev.hawser.benchmarks.gateway;

import dev.hawser.gateway.Gateway;
import dev.hawser.gateway.GatewayOptions;
import dev.hawser.gateway.Transports;
import dev.hawser.time.WheelTimers;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.netty.NettyTransport;
import dev.hawser.transport.vertx.VertxTransport;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Hawser's gateway with every default, on the transport of that name. */
final class HawserGateway {
  private HawserGateway() {}

  /** Takes the transport's name and the upstream's URL; prints the port alone on a line. */
  public static void main(String[] args) throws Exception {
    ExecutorService threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "gateway");
              thread.setDaemon(true);
              return thread;
            });
    TransportContext context = new TransportContext(WheelTimers.shared(), threads);
    Transport transport =
        switch (args[0]) {
          case "netty" -> NettyTransport.create(context);
          case "vertx" -> VertxTransport.create(context);
          default -> throw new IllegalArgumentException(args[0] + " is neither netty nor vertx");
        };
    Gateway gateway =
        Gateway.start(
                GatewayOptions.to(URI.create(args[1])),
                ListenRequest.of("127.0.0.1", 0),
                Transports.both(transport),
                line -> {})
            .toCompletableFuture()
            .get();
    System.out.println(gateway.address().getPort());
    Gauge.serve();
  }
}
