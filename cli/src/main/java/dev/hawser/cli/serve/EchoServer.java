package dev.hawser.cli.serve;

import dev.hawser.Accept;
import dev.hawser.Parting;
import dev.hawser.Reception;
import dev.hawser.Server;
import dev.hawser.ServerBuilder;
import dev.hawser.Session;
import dev.hawser.cli.relay.FaultRelay;
import dev.hawser.cli.relay.Tunnel;
import dev.hawser.cli.wiring.Wiring;
import dev.hawser.close.CloseReason;
import dev.hawser.transport.UpgradeRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A server that echoes every message, and its faults.
 *
 * <p>Thread-safe. Faults of the line are played by a {@link FaultRelay} in front of the server;
 * without any there is none.
 */
public final class EchoServer implements AutoCloseable {
  private final Wiring wiring;
  private final Server server;
  private final @Nullable FaultRelay relay;
  private final ScheduledExecutorService clock;

  private EchoServer(
      Wiring wiring, Server server, @Nullable FaultRelay relay, ScheduledExecutorService clock) {
    this.wiring = wiring;
    this.server = server;
    this.relay = relay;
    this.clock = clock;
  }

  /**
   * Binds and starts.
   *
   * @param port the port clients connect to; 0 chooses a free one
   * @param log is told one line for each session that opens, ends or is refused
   * @throws IOException if the address cannot be bound
   */
  public static EchoServer start(
      String transport, String host, int port, Faults faults, Consumer<String> log)
      throws IOException {
    Wiring wiring = Wiring.of(transport);
    try {
      return start(wiring, host, port, faults, log);
    } catch (IOException | RuntimeException e) {
      wiring.close();
      throw e;
    }
  }

  private static EchoServer start(
      Wiring wiring, String host, int port, Faults faults, Consumer<String> log)
      throws IOException {
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "hawser-faults");
              thread.setDaemon(true);
              return thread;
            });
    boolean direct = faults.line().sound();
    ServerBuilder builder =
        wiring
            .server()
            .host(direct ? host : "127.0.0.1")
            .port(direct ? port : 0)
            .accept(request -> decide(request, faults, log))
            .onText((session, text) -> session.sendText(text))
            .onBinary((session, bytes) -> session.sendBinary(bytes))
            .onOpen(session -> opened(session, faults, clock, log))
            .onEnd((session, parting) -> log.accept(line(session, parting)));
    Server server = builder.start();
    if (direct) {
      return new EchoServer(wiring, server, null, clock);
    }
    try {
      FaultRelay relay =
          FaultRelay.start(
              new InetSocketAddress(InetAddress.getAllByName(host)[0], port),
              new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      relay.onTunnel(tunnel -> schedule(tunnel, faults.line(), clock));
      return new EchoServer(wiring, server, relay, clock);
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private static Reception decide(UpgradeRequest request, Faults faults, Consumer<String> log) {
    if (faults.refuse() != null) {
      log.accept("refused " + request.target() + " from " + request.remoteAddress());
      return faults.refuse();
    }
    return request.subprotocols().isEmpty()
        ? Accept.plain()
        : Accept.subprotocol(request.subprotocols().get(0));
  }

  private static void opened(
      Session session, Faults faults, ScheduledExecutorService clock, Consumer<String> log) {
    log.accept("session " + session.number() + " open");
    CloseReason close = faults.close();
    if (close != null) {
      strike(clock, faults.closeAfter(), () -> session.close(close));
    }
  }

  private static String line(Session session, Parting parting) {
    return "session " + session.number() + " ended: " + parting.code();
  }

  private static void schedule(Tunnel tunnel, Faults.Line line, ScheduledExecutorService clock) {
    strike(clock, line.rstAfter(), tunnel::reset);
    strike(clock, line.finAfter(), tunnel::finish);
    strike(clock, line.silentAfter(), tunnel::silence);
  }

  private static void strike(
      ScheduledExecutorService clock, @Nullable Duration after, Runnable fault) {
    if (after != null) {
      var unused = clock.schedule(fault, after.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** Returns the URL to dial. */
  public String url() {
    if (relay == null) {
      return server.uri().toString();
    }
    InetSocketAddress at = relay.address();
    String host = at.getAddress().getHostAddress();
    return "ws://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + at.getPort() + "/";
  }

  /** Waits until the server was closed. */
  public void awaitClosed() throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    server.closed().whenComplete((nothing, failure) -> closed.countDown());
    closed.await();
  }

  /** Closes every session with 1001 and frees the ports; waits a second for it, no longer. */
  @Override
  public void close() {
    server.close();
    server.closed().toCompletableFuture().completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
    clock.shutdownNow();
    if (relay != null) {
      relay.close();
    }
    wiring.close();
  }
}
