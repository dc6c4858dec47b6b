package dev.hawser.examples;

import dev.hawser.gateway.Gateway;
import dev.hawser.gateway.GatewayOptions;
import dev.hawser.gateway.Patience;
import dev.hawser.gateway.Transports;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Transport;
import java.net.URI;
import java.time.Duration;

/** A gateway inside a Java service. */
public final class GatewayInFront {
  private GatewayInFront() {}

  /** Starts one in front of a service and returns it, listening. */
  public static Gateway start(Transport transport, URI service) {
    // snippet:gateway-start
    GatewayOptions options =
        GatewayOptions.to(service) // more URLs are tried in their order
            .named("edge-1") // in Via and Proxy-Status
            .with(Patience.DEFAULT.idle(Duration.ofMinutes(10)));
    Gateway gateway =
        Gateway.start(options, ListenRequest.of("127.0.0.1", 0), Transports.both(transport))
            .toCompletableFuture()
            .join();
    // end
    return gateway;
  }

  /** Ends every session within half a minute, then gives the port back. */
  public static void stop(Gateway gateway) {
    // snippet:gateway-drain
    gateway.drain(Duration.ofSeconds(30)).toCompletableFuture().join(); // 1012, one by one
    gateway.close();
    // end
  }
}
