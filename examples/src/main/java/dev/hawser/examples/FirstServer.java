package dev.hawser.examples;

import dev.hawser.Accept;
import dev.hawser.Server;
import dev.hawser.WebSockets;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** A server that echoes and, when it is full, says when to come again. */
public final class FirstServer {
  private FirstServer() {}

  /** Takes the port, 8080 without one, and serves until the process ends. */
  public static void main(String[] args) {
    Server server = start(args.length == 0 ? 8080 : Integer.parseInt(args[0]), () -> false);
    System.out.println(server.uri());
  }

  static Server start(int port, BooleanSupplier full) {
    // snippet:server
    Server server =
        WebSockets.server()
            .port(port)
            .accept(
                upgrade ->
                    full.getAsBoolean()
                        ? Accept.refuse(503).retryAfter(Duration.ofSeconds(5))
                        : Accept.plain())
            .onText((session, text) -> session.sendText(text))
            .onEnd((session, parting) -> System.err.println(parting.explain()))
            .start();
    // end
    return server;
  }
}
