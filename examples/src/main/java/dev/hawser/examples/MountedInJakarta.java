package dev.hawser.examples;

import dev.hawser.Server;
import dev.hawser.WebSockets;
import dev.hawser.time.WheelTimers;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.tyrus.JakartaMount;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;

/** A Hawser server in a Jakarta WebSocket container that runs already: here Tyrus on Grizzly. */
public final class MountedInJakarta {
  private MountedInJakarta() {}

  // snippet:jakarta-mount
  static final JakartaMount FEED =
      JakartaMount.at(
          "/feed",
          List.of(), // subprotocols that the container may choose
          new TransportContext(WheelTimers.shared(), ForkJoinPool.commonPool()));

  /** What the container finds and deploys, beside the endpoints that it has. */
  public static final class Deployment implements ServerApplicationConfig {
    @Override
    public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
      return Set.of(FEED.config());
    }

    @Override
    public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> found) {
      return found;
    }
  }

  static Server serve() {
    return WebSockets.server(FEED)
        .onText((session, text) -> session.sendText(text))
        .onEnd((session, parting) -> System.err.println(parting.explain()))
        .start();
  }

  // end

  /** Takes the port, 8080 without one, and serves until the process ends. */
  public static void main(String[] args) throws DeploymentException {
    int port = args.length == 0 ? 8080 : Integer.parseInt(args[0]);
    var container =
        new org.glassfish.tyrus.server.Server("localhost", port, "", Map.of(), Deployment.class);
    container.start();
    serve();
    System.out.println("ws://localhost:" + container.getPort() + "/feed");
  }
}
