package dev.hawser.examples;

import dev.hawser.Connection;
import dev.hawser.WebSockets;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.time.WheelTimers;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.vertx.VertxTransport;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** A verticle with a connection that holds. */
public final class ClientOnVertx {
  private ClientOnVertx() {}

  /** Takes the URL and prints what comes until the connection ends. */
  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx();
    var unused = vertx.deployVerticle(new Listener(URI.create(args[0])));
  }

  // snippet:vertx-verticle
  /** Prints what comes; its callbacks run on its own event loop. */
  static final class Listener extends VerticleBase {
    private final URI uri;
    private @Nullable Connection connection;

    Listener(URI uri) {
      this.uri = uri;
    }

    @Override
    public Future<?> start() {
      TransportContext lent = new TransportContext(WheelTimers.shared(), ForkJoinPool.commonPool());
      VertxTransport transport = VertxTransport.create(vertx, lent);
      Connection feed =
          WebSockets.client(transport)
              .endpoint(uri)
              .onText((session, text) -> System.out.println(text))
              .connect();
      feed.closed().thenRun(transport::close);
      connection = feed;
      return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
      Connection feed = connection;
      return feed == null
          ? Future.succeededFuture()
          : Future.fromCompletionStage(feed.close(CloseReason.of(CloseCode.GOING_AWAY)));
    }
  }

  // end
}
