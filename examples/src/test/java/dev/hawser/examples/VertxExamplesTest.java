package dev.hawser.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.Connection;
import dev.hawser.Server;
import dev.hawser.WebSockets;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VertxExamplesTest {
  private final Vertx vertx = Vertx.vertx();
  // Kept, as Vert.x closes a client that nobody holds any more.
  private final HttpClient requests = vertx.createHttpClient();

  @AfterEach
  void end() throws Exception {
    done(vertx.close());
  }

  @Test
  void aMountedRouteEchoesBesideThePages() throws Exception {
    HttpServer http = done(MountedOnVertx.start(vertx, 0));
    CompletableFuture<String> echo = new CompletableFuture<>();
    try (Connection connection =
        WebSockets.client()
            .transport("netty")
            .endpoint(URI.create("ws://localhost:" + http.actualPort() + "/feed"))
            .onText((session, text) -> echo.complete(text))
            .connect()) {
      var unused = connection.sendText("hello");
      assertThat(echo.get(60, TimeUnit.SECONDS)).isEqualTo("hello");
    }
    assertThat(
            done(
                requests
                    .request(HttpMethod.GET, http.actualPort(), "localhost", "/")
                    .compose(HttpClientRequest::send)
                    .compose(HttpClientResponse::body)))
        .hasToString("a page");
  }

  @Test
  void aVerticleHoldsAConnection() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    CompletableFuture<Void> left = new CompletableFuture<>();
    try (Server server =
        WebSockets.server()
            .transport("netty")
            .port(0)
            .onOpen(
                session ->
                    session
                        .sendText("news")
                        .thenCompose(written -> session.confirm())
                        .thenRun(() -> left.complete(null)))
            .start()) {
      String id = done(vertx.deployVerticle(new ClientOnVertx.Listener(server.uri())));
      left.get(60, TimeUnit.SECONDS);
      done(vertx.undeploy(id));
    } finally {
      System.setOut(before);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("news");
  }

  private static <T> T done(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
