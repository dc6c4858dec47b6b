package dev.hawser.benchmarks.gateway;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.httpproxy.HttpProxy;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;

/** Vert.x's reverse proxy, one verticle for each processor; its pool is as large as is needed. */
final class VertxHttpProxy {
  private static final int SESSIONS = 100_000;

  private VertxHttpProxy() {}

  /** Takes the port to listen on and the upstream's; prints the first alone on a line. */
  public static void main(String[] args) throws Exception {
    LogManager.getLogManager().reset(); // each connection that is reset would be a line
    int port = Integer.parseInt(args[0]);
    int upstream = Integer.parseInt(args[1]);
    int instances = Runtime.getRuntime().availableProcessors();
    Vertx vertx = Vertx.vertx();
    String unused =
        vertx
            .deployVerticle(
                () -> new Proxy(port, upstream), new DeploymentOptions().setInstances(instances))
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    System.out.println(port);
    Gauge.serve();
  }

  private static final class Proxy extends VerticleBase {
    private final int port;
    private final int upstream;

    Proxy(int port, int upstream) {
      this.port = port;
      this.upstream = upstream;
    }

    @Override
    public Future<HttpServer> start() {
      HttpClient client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(SESSIONS));
      HttpProxy proxy = HttpProxy.reverseProxy(client).origin(upstream, "127.0.0.1");
      HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(port);
      return vertx.createHttpServer(options).requestHandler(proxy).listen();
    }
  }
}
