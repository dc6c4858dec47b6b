package dev.hawser.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.Connection;
import dev.hawser.Parting;
import dev.hawser.Server;
import dev.hawser.WebSockets;
import dev.hawser.close.Ending;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.time.WheelTimers;
import dev.hawser.transport.Deadlines;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.netty.NettyTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * An upstream that is killed and comes back, again and again, under load; {@code
 * -Dhawser.gateway.restarts=1000} says how often.
 */
class RestartTest {
  private static final int RESTARTS = Integer.getInteger("hawser.gateway.restarts", 100);
  private static final int CLIENTS = 8;
  private static final long SECONDS = 60;

  /** No deadline of anybody's has its turn: how fast the machine is says nothing of the endings. */
  private static final Duration NEVER = Duration.ofHours(1);

  private static final Deadlines PATIENT = new Deadlines(NEVER, NEVER, NEVER, NEVER);
  private static final Patience NO_LIMIT =
      new Patience(Duration.ZERO, 1, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** Where no system takes the ports of outgoing connections from. */
  private static final int FIRST_PORT = 20_000;

  private static final int PORTS = 10_000;

  /** The clients' and the gateway's. */
  private static final long LOOPS = 2;

  private final Set<Thread> before = Thread.getAllStackTraces().keySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "restart-test");
            thread.setDaemon(true);
            return thread;
          });
  private final TransportContext context = new TransportContext(WheelTimers.shared(), threads);
  private final NettyTransport.Options one = NettyTransport.Options.DEFAULT.threads(1);
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final NettyTransport middle = NettyTransport.create(context, one);
  private final NettyTransport front = NettyTransport.create(context, one);

  @AfterEach
  void close() {
    front.close();
    middle.close();
    threads.shutdownNow();
  }

  /** The wheel of timers is the process's; threads of the JVM are in a group of their own. */
  private List<Thread> started() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .filter(thread -> thread.getThreadGroup() == Thread.currentThread().getThreadGroup())
        .filter(thread -> !thread.getName().equals("hawser-timers"))
        .toList();
  }

  private long loops() {
    return started().stream().filter(t -> t.getName().startsWith("hawser-netty-")).count();
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - end).as("waited for %s", what).isNegative();
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Returns a port that is free, and that nobody is given while the upstream is away. */
  private static int freePort() {
    int start = ThreadLocalRandom.current().nextInt(PORTS);
    for (int i = 0; i < PORTS; i++) {
      int port = FIRST_PORT + (start + i) % PORTS;
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // The next one may be free.
      }
    }
    throw new AssertionError("no port is free");
  }

  private Connection client(URI uri, AtomicInteger echoes) {
    return WebSockets.client(front)
        .endpoint(uri)
        .deadlines(PATIENT)
        .heartbeat(Heartbeat.OFF)
        .reconnect(ReconnectPolicy.never())
        .onOpen(session -> session.sendText("x".repeat(2_000)))
        .onText(
            (session, text) -> {
              echoes.incrementAndGet();
              session.sendText(text);
            })
        .connect();
  }

  @Test
  void everyClientIsToldAndNothingStaysBehind() throws Exception {
    int port = freePort();
    GatewayOptions options =
        GatewayOptions.to(URI.create("ws://127.0.0.1:" + port))
            .with(Budget.DEFAULT.upstream(NEVER, NEVER).close(NEVER))
            .with(NO_LIMIT);
    ListenRequest where = ListenRequest.of("127.0.0.1", 0);
    try (Gateway gateway =
        Gateway.start(options, where, Transports.both(middle), lines::add)
            .toCompletableFuture()
            .get(SECONDS, TimeUnit.SECONDS)) {
      for (int i = 0; i < RESTARTS; i++) {
        killUnderLoad(gateway, port);
      }
      await("every line", () -> lines.size() == RESTARTS * CLIENTS);
      assertThat(lines).allMatch(line -> line.contains(" by=upstream client=1014/"));
      assertThat(gateway.counters().refused()).isZero();
      try (Connection late = client(gateway.uri(), new AtomicInteger())) {
        Ending nobody = late.closed().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS).ending();
        assertThat(nobody).isInstanceOf(Ending.Refused.class);
        assertThat(((Ending.Refused) nobody).answer().status()).isEqualTo(502);
      }
    }
    close();
    await("the end of every thread", () -> started().isEmpty());
    assertThat(Leaks.seen()).as("buffers that nobody released").isEmpty();
  }

  private static int open(Gateway gateway, List<Connection> clients) {
    for (Connection client : clients) {
      CompletableFuture<Parting> closed = client.closed().toCompletableFuture();
      assertThat(closed.isDone() ? closed.join().ending() : null).as("an early end").isNull();
    }
    return gateway.counters().sessions();
  }

  private void killUnderLoad(Gateway gateway, int port) throws Exception {
    NettyTransport behind = NettyTransport.create(context, one);
    Server upstream =
        WebSockets.server(behind)
            .port(port)
            .deadlines(PATIENT)
            .heartbeat(Heartbeat.OFF)
            .onText((session, text) -> session.sendText(text))
            .start();
    AtomicInteger echoes = new AtomicInteger();
    List<Connection> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(client(gateway.uri(), echoes));
    }
    await("sessions", () -> open(gateway, clients) == CLIENTS);
    int before = echoes.get();
    await("messages", () -> echoes.get() > before + CLIENTS);
    behind.close(); // no Close, as a process that is killed
    for (Connection client : clients) {
      Ending ending = client.closed().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS).ending();
      assertThat(ending.code().value()).isEqualTo(1014);
      assertThat(ending.text()).matches("1014 upstream_(eof|reset) id=[0-9a-f]+ retry=5");
    }
    await("no session", () -> gateway.counters().sessions() == 0);
    assertThat(gateway.counters().queuedBytes()).isZero();
    assertThat(gateway.counters().handshakes()).isZero();
    await("the end of the upstream's threads", () -> loops() == LOOPS);
    upstream.close();
    assertThat(upstream.port()).isEqualTo(port);
  }
}
