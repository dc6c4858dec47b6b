package dev.hawser.transport.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Admission;
import dev.hawser.transport.Capability;
import dev.hawser.transport.Completion;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Tls;
import dev.hawser.transport.TransportContext;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A route of an HTTP server that answers other paths itself. */
class VertxMountTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final Vertx vertx = Vertx.vertx();
  private final VertxTransport transport =
      VertxTransport.create(vertx, new TransportContext(new VirtualTime(), executor));
  private final VertxMount mount = transport.mount();
  // Kept, as Vert.x closes a client that nobody holds any more.
  private final HttpClient requests = vertx.createHttpClient();
  private HttpServer http;

  @BeforeEach
  void begin() throws Exception {
    http =
        done(
            vertx
                .createHttpServer()
                .requestHandler(
                    request -> {
                      if (request.path().equals("/feed")) {
                        mount.handle(request);
                      } else {
                        request.response().end("page");
                      }
                    })
                .listen(0, "127.0.0.1"));
  }

  @AfterEach
  void end() throws Exception {
    transport.close();
    done(vertx.close());
    executor.shutdownNow();
  }

  @Test
  void makesLinksOfItsRouteAndLeavesTheOthersAlone() throws Exception {
    Seen server = new Seen();
    listen(accepting(server));
    Seen client = dial("/feed");
    String text = "à la carte ".repeat(10_000);
    client.link().sendText(text, Completion.IGNORED);
    assertThat(server.text()).isEqualTo(text);
    server.link().sendText("back", Completion.IGNORED);
    assertThat(client.text()).isEqualTo("back");
    assertThat(get("/other")).isEqualTo("page");
    server.link().close(CloseReason.of(CloseCode.SERVICE_RESTART, "soon"));
    assertThat(client.ending().code()).isEqualTo(CloseCode.SERVICE_RESTART);
    assertThat(server.ending()).isInstanceOf(Ending.Closed.class);
    assertThat(((Ending.Closed) server.ending()).clean()).isTrue();
  }

  @Test
  void acceptsWhenTheDecisionComesLater() throws Exception {
    Seen server = new Seen();
    CompletableFuture<Admission> decision = new CompletableFuture<>();
    CompletableFuture<String> asked = new CompletableFuture<>();
    listen(
        request -> {
          asked.complete(request.target());
          return decision;
        });
    Seen client = dial("/feed");
    assertThat(asked).succeedsWithin(PATIENCE).isEqualTo("/feed");
    decision.complete(
        new Admission.Accept("", Headers.of("X-Late", "1"), server, LinkOptions.DEFAULT));
    client.link().sendText("now", Completion.IGNORED);
    assertThat(server.text()).isEqualTo("now");
  }

  @Test
  void refusesWithStatusFieldsAndBody() throws Exception {
    ByteBuffer body = ByteBuffer.wrap("come back".getBytes());
    HttpAnswer answer = new HttpAnswer(429, Headers.of("Retry-After", "7"), body);
    listen(request -> CompletableFuture.completedFuture(new Admission.Refuse(answer)));
    HttpAnswer got = ((Ending.Refused) dial("/feed").ending()).answer();
    assertThat(got.status()).isEqualTo(429);
    assertThat(got.headers().first("Retry-After")).isEqualTo("7");
    assertThat(java.nio.charset.StandardCharsets.UTF_8.decode(got.body()).toString())
        .isEqualTo("come back");
  }

  @Test
  void answersWith503WhileNoServerIsStarted() throws Exception {
    Seen early = dial("/feed");
    assertThat(((Ending.Refused) early.ending()).answer().status()).isEqualTo(503);
    Listening listening = listen(accepting(new Seen()));
    dial("/feed").link();
    listening.close();
    assertThat(((Ending.Refused) dial("/feed").ending()).answer().status()).isEqualTo(503);
  }

  @Test
  void answersARequestForNoUpgradeWith426() throws Exception {
    listen(accepting(new Seen()));
    assertThat(
            done(
                requests
                    .request(
                        io.vertx.core.http.HttpMethod.GET, http.actualPort(), "127.0.0.1", "/feed")
                    .compose(io.vertx.core.http.HttpClientRequest::send)
                    .map(io.vertx.core.http.HttpClientResponse::statusCode)))
        .isEqualTo(426);
  }

  @Test
  void takesOneServerAndNoTlsOfItsOwn() throws Exception {
    listen(accepting(new Seen()));
    ListenRequest request = ListenRequest.of("127.0.0.1", 0);
    assertThat(mount.listen(request, accepting(new Seen())))
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withMessageContaining("already");
    Tls tls = Tls.DEFAULT.with(new KeyManager() {});
    assertThat(mount.listen(request.with(tls), accepting(new Seen())))
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withMessageContaining("TLS");
    assertThat(mount.capabilities()).doesNotContain(Capability.ABORT).contains(Capability.SERVER);
  }

  private Listening listen(Acceptor acceptor) throws Exception {
    return mount
        .listen(ListenRequest.of("127.0.0.1", http.actualPort()), acceptor)
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  private Seen dial(String path) {
    Seen client = new Seen();
    transport.dial(
        DialRequest.of(URI.create("ws://127.0.0.1:" + http.actualPort() + path)), client);
    return client;
  }

  private String get(String path) throws Exception {
    return done(requests
            .request(io.vertx.core.http.HttpMethod.GET, http.actualPort(), "127.0.0.1", path)
            .compose(io.vertx.core.http.HttpClientRequest::send)
            .compose(io.vertx.core.http.HttpClientResponse::body)
            .map(Buffer::toString))
        .strip();
  }

  private static Acceptor accepting(Seen listener) {
    return request ->
        CompletableFuture.completedFuture(
            new Admission.Accept("", Headers.empty(), listener, LinkOptions.DEFAULT));
  }

  private static <T> T done(io.vertx.core.Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
