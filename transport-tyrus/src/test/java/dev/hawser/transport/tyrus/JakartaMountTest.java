package dev.hawser.transport.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.Accept;
import dev.hawser.Connection;
import dev.hawser.Parting;
import dev.hawser.Server;
import dev.hawser.WebSockets;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.http.Headers;
import dev.hawser.reconnect.Verdict;
import dev.hawser.time.WheelTimers;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.TransportContext;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server of Hawser in Tyrus's own server on Grizzly, which is foreign to it. */
class JakartaMountTest {
  private static final ExecutorService EXECUTOR = Executors.newCachedThreadPool();
  private static final TransportContext CONTEXT =
      new TransportContext(WheelTimers.shared(), EXECUTOR);
  private static final JakartaMount MOUNT = JakartaMount.at("/feed", List.of("v2"), CONTEXT);
  private static org.glassfish.tyrus.server.Server container;
  private static TyrusTransport dialling;

  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private Server server;

  /** What the container is told to deploy. */
  public static final class Application implements ServerApplicationConfig {
    @Override
    public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
      return Set.of(MOUNT.config());
    }

    @Override
    public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
      return Set.of();
    }
  }

  @BeforeAll
  static void startTheContainer() throws Exception {
    dialling = TyrusTransport.create(CONTEXT);
    container =
        new org.glassfish.tyrus.server.Server("127.0.0.1", -1, "", Map.of(), Application.class);
    container.start();
  }

  @AfterAll
  static void stopTheContainer() {
    dialling.close();
    container.stop();
    EXECUTOR.shutdownNow();
  }

  @AfterEach
  void stopTheServer() {
    if (server != null) {
      server.close();
    }
  }

  private URI uri() {
    return URI.create("ws://127.0.0.1:" + container.getPort() + "/feed?from=7");
  }

  private void serve() {
    server =
        WebSockets.server(MOUNT)
            .accept(
                upgrade -> {
                  seen.add("asked " + upgrade.target() + " " + upgrade.headers().first("X-Who"));
                  return "nobody".equals(upgrade.headers().first("X-Who"))
                      ? Accept.refuse(401)
                      : Accept.plain();
                })
            .onText((session, text) -> session.sendText("echo " + text))
            .onEnd((session, parting) -> seen.add("end " + parting.ending().code().value()))
            .start();
  }

  private Connection connect(String who) {
    return WebSockets.client(dialling)
        .endpoint(uri())
        .headers(Headers.of("X-Who", who))
        .reconnect((outage, dice) -> new Verdict.GiveUp(Verdict.Reason.NEVER, "once"))
        .onText((session, text) -> seen.add(text))
        .connect();
  }

  private String next() throws InterruptedException {
    return seen.poll(60, TimeUnit.SECONDS);
  }

  private static Parting parting(Connection connection) throws Exception {
    return connection.closed().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Test
  void echoesInsideTheContainer() throws Exception {
    serve();
    Connection connection = connect("me");
    connection.sendText("hello");
    assertThat(next()).isEqualTo("asked /feed?from=7 me");
    assertThat(next()).isEqualTo("echo hello");
    String large = "x".repeat(300_000);
    connection.sendText(large);
    assertThat(next()).isEqualTo("echo " + large);
    connection.close(CloseReason.of(CloseCode.of(4007), "done"));
    assertThat(parting(connection).ending().code().value()).isEqualTo(4007);
    assertThat(next()).isEqualTo("end 4007");
  }

  @Test
  void refusesByAClose() throws Exception {
    serve();
    Connection connection = connect("nobody");
    Ending ending = parting(connection).ending();
    assertThat(ending).isInstanceOf(Ending.Closed.class);
    assertThat(((Ending.Closed) ending).reason())
        .isEqualTo(CloseReason.of(CloseCode.POLICY_VIOLATION, "HTTP 401"));
  }

  @Test
  void turnsAwayWhereNoServerIsStarted() throws Exception {
    assertThat(parting(connect("me")).ending().code()).isEqualTo(CloseCode.TRY_AGAIN_LATER);
  }

  @Test
  void takesOneServerAtATime() {
    serve();
    assertThatThrownBy(() -> WebSockets.server(MOUNT).start()).hasMessageContaining("/feed");
  }

  @Test
  void cannotDial() {
    assertThatThrownBy(() -> MOUNT.dial(DialRequest.of(uri()), null))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> JakartaMount.at("feed", List.of(), CONTEXT))
        .hasMessageContaining("'feed'");
  }
}
