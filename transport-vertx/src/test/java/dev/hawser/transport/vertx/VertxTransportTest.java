package dev.hawser.transport.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.conformance.RawPeer;
import dev.hawser.conformance.RawServer;
import dev.hawser.http.Headers;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Admission;
import dev.hawser.transport.Completion;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.TransportProvider;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is Vert.x's own: contexts, loops, whose Vert.x it is. */
class VertxTransportTest {
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final TransportContext lent = new TransportContext(new VirtualTime(), executor);
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void end() throws Exception {
    done(vertx.close());
    executor.shutdownNow();
  }

  @Test
  void exchangesMessagesAndCodesOnItsOwnVertx() throws Exception {
    try (Transport transport = VertxTransport.create(lent)) {
      exchange(transport);
    }
  }

  @Test
  void exchangesMessagesAndCodesOnTheApplicationsVertx() throws Exception {
    try (Transport transport = VertxTransport.create(vertx, lent)) {
      exchange(transport);
    }
  }

  private static void exchange(Transport transport) throws Exception {
    Seen server = new Seen();
    try (Listening listening = listen(transport, accepting(server))) {
      Seen client = new Seen();
      transport.dial(DialRequest.of(uri(listening)), client);
      String text = "déjà vu ".repeat(20_000);
      client.link().sendText(text, Completion.IGNORED);
      assertThat(server.text()).isEqualTo(text);
      server.link().sendText("back", Completion.IGNORED);
      assertThat(client.text()).isEqualTo("back");
      server.link().close(CloseReason.of(CloseCode.BAD_GATEWAY, "gone"));
      assertThat(client.ending().code()).isEqualTo(CloseCode.BAD_GATEWAY);
      assertThat(server.ending().code()).isEqualTo(CloseCode.BAD_GATEWAY);
    }
  }

  @Test
  void starts200DialsAtOnceAndSpreadsThemOverTheLoops() throws Exception {
    try (Transport transport = VertxTransport.create(vertx, lent)) {
      Seen server = new Seen();
      Listening listening = listen(transport, accepting(server));
      List<Seen> clients = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        clients.add(new Seen());
        transport.dial(DialRequest.of(uri(listening)), clients.get(i));
      }
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      for (Seen client : clients) {
        client.link();
        threads.add(client.thread);
      }
      int loops = io.vertx.core.VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE;
      assertThat(threads).hasSize(loops);
      assertThat(server.threads).hasSize(loops);
    }
  }

  @Test
  void callsBackOnTheContextOfTheVerticleThatDials() throws Exception {
    try (Transport transport = VertxTransport.create(vertx, lent)) {
      Listening listening = listen(transport, accepting(new Seen()));
      CompletableFuture<Context> own = new CompletableFuture<>();
      Seen client = new Seen();
      done(
          vertx.deployVerticle(
              new VerticleBase() {
                @Override
                public Future<?> start() {
                  own.complete(context);
                  transport.dial(DialRequest.of(uri(listening)), client);
                  return Future.succeededFuture();
                }
              }));
      client.link();
      assertThat(client.context).isSameAs(own.get(60, TimeUnit.SECONDS));
    }
  }

  @Test
  void callsBackOnTheContextOfTheVerticleThatMadeIt() throws Exception {
    CompletableFuture<Context> own = new CompletableFuture<>();
    CompletableFuture<Transport> made = new CompletableFuture<>();
    done(
        vertx.deployVerticle(
            new VerticleBase() {
              @Override
              public Future<?> start() {
                own.complete(context);
                made.complete(VertxTransport.create(vertx, lent));
                return Future.succeededFuture();
              }
            }));
    try (Transport transport = made.get(60, TimeUnit.SECONDS)) {
      Listening listening = listen(transport, accepting(new Seen()));
      Seen client = new Seen();
      transport.dial(DialRequest.of(uri(listening)), client);
      client.link();
      assertThat(client.context).isSameAs(own.get(60, TimeUnit.SECONDS));
    }
  }

  @Test
  void endsItsOwnThreadsAndNoOthers() throws Exception {
    Set<Thread> before = vertxThreads();
    Transport transport = VertxTransport.create(lent);
    exchange(transport);
    assertThat(vertxThreads()).hasSizeGreaterThan(before.size());
    transport.close();
    Set<Thread> after = vertxThreads();
    after.removeAll(before);
    for (Thread thread : after) {
      thread.join(10_000);
    }
    assertThat(after).noneMatch(Thread::isAlive);
  }

  @Test
  void leavesTheApplicationsVertxRunning() throws Exception {
    Seen client = new Seen();
    Transport transport = VertxTransport.create(vertx, lent);
    try (RawServer server = RawServer.plain(Duration.ofSeconds(60))) {
      transport.dial(DialRequest.of(server.uri("/")), client);
      try (RawPeer peer = server.acceptUpgraded()) {
        client.link();
        transport.close();
        assertThat(client.ending()).isInstanceOf(Ending.Aborted.class);
        peer.readGone();
      }
      CompletableFuture<String> still = new CompletableFuture<>();
      vertx.runOnContext(turn -> still.complete("alive"));
      assertThat(still.get(60, TimeUnit.SECONDS)).isEqualTo("alive");
      assertThatThrownBy(() -> transport.dial(DialRequest.of(server.uri("/")), client))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
    }
  }

  @Test
  void refusesAPortThatItListensOnAlready() throws Exception {
    try (Transport transport = VertxTransport.create(vertx, lent)) {
      Listening listening = listen(transport, accepting(new Seen()));
      int port = listening.address().getPort();
      assertThat(transport.listen(ListenRequest.of("127.0.0.1", port), accepting(new Seen())))
          .failsWithin(Duration.ofSeconds(60))
          .withThrowableThat()
          .withCauseInstanceOf(BindException.class);
    }
  }

  @Test
  void letsAcceptedLinksLiveOnWhenItListensNoMore() throws Exception {
    try (Transport transport = VertxTransport.create(vertx, lent)) {
      Seen server = new Seen();
      Seen client = new Seen();
      Listening listening = listen(transport, accepting(server));
      transport.dial(DialRequest.of(uri(listening)), client);
      client.link();
      server.link();
      listening.close();
      Seen late = new Seen();
      transport.dial(DialRequest.of(uri(listening)), late);
      assertThat(late.ending()).isInstanceOf(Ending.Unreachable.class);
      client.link().sendText("still here", Completion.IGNORED);
      assertThat(server.text()).isEqualTo("still here");
    }
  }

  @Test
  void isFoundAsAService() {
    TransportProvider provider =
        ServiceLoader.load(TransportProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals("vertx"))
            .findFirst()
            .orElseThrow();
    try (Transport transport = provider.create(lent)) {
      assertThat(transport.name()).isEqualTo("vertx");
    }
  }

  private static Set<Thread> vertxThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("vert"))
        .collect(Collectors.toSet());
  }

  private static Listening listen(Transport transport, Acceptor acceptor) throws Exception {
    return transport
        .listen(ListenRequest.of("127.0.0.1", 0), acceptor)
        .toCompletableFuture()
        .get(60, TimeUnit.SECONDS);
  }

  private static URI uri(Listening listening) {
    return URI.create("ws://127.0.0.1:" + listening.address().getPort() + "/");
  }

  private static Acceptor accepting(LinkListener listener) {
    return request ->
        CompletableFuture.completedFuture(
            new Admission.Accept("", Headers.empty(), listener, LinkOptions.DEFAULT));
  }

  private static <T> T done(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
