package dev.hawser.examples;

import dev.hawser.Server;
import dev.hawser.WebSockets;
import dev.hawser.time.WheelTimers;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.vertx.VertxMount;
import dev.hawser.transport.vertx.VertxTransport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.ForkJoinPool;

/** A WebSocket route beside the pages of a Vert.x HTTP server that runs already. */
public final class MountedOnVertx {
  private MountedOnVertx() {}

  /** Takes the port, 8080 without one, and serves until the process ends. */
  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx();
    var unused =
        start(vertx, args.length == 0 ? 8080 : Integer.parseInt(args[0]))
            .onSuccess(http -> System.out.println("ws://localhost:" + http.actualPort() + "/feed"));
  }

  static Future<HttpServer> start(Vertx vertx, int port) {
    // snippet:vertx-mount
    TransportContext context =
        new TransportContext(WheelTimers.shared(), ForkJoinPool.commonPool());
    VertxMount feed = VertxTransport.create(vertx, context).mount();

    Future<HttpServer> http =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  if (request.path().equals("/feed")) {
                    feed.handle(request);
                  } else {
                    request.response().end("a page");
                  }
                })
            .listen(port);

    Server server =
        WebSockets.server(feed)
            .onText((session, text) -> session.sendText(text))
            .onEnd((session, parting) -> System.err.println(parting.explain()))
            .start();
    // end
    return http.onFailure(trouble -> server.close());
  }
}
