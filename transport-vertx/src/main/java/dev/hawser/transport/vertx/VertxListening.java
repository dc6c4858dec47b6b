package dev.hawser.transport.vertx;

import dev.hawser.transport.Listening;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A bound socket: one Vert.x server per loop, which share it and take turns.
 *
 * <p>Vert.x ends a server's connections with the server; here closing only begins a shutdown that
 * waits for the links, for as long as they live.
 */
final class VertxListening implements Listening {
  private static final Duration FOR_EVER = Duration.ofDays(3650);

  /** Servers of one Vert.x share a free port by such a number; an application's are small. */
  private static final AtomicInteger NUMBERS = new AtomicInteger(1 << 24);

  private final VertxTransport transport;
  private final List<NetServer> servers;
  private final InetSocketAddress address;
  private final AtomicBoolean closed = new AtomicBoolean();

  private VertxListening(
      VertxTransport transport, List<NetServer> servers, InetSocketAddress address) {
    this.transport = transport;
    this.servers = List.copyOf(servers);
    this.address = address;
  }

  /** Binds. */
  static CompletableFuture<VertxListening> bind(
      Vertx vertx, List<Loop> loops, InetSocketAddress asked, Accepting accepting) {
    String host = asked.getAddress().getHostAddress();
    SocketAddress shared =
        asked.getPort() == 0
            ? SocketAddress.sharedRandomPort(NUMBERS.incrementAndGet(), host)
            : SocketAddress.inetSocketAddress(asked.getPort(), host);
    List<NetServer> servers = new ArrayList<>();
    Future<?> all = Future.succeededFuture();
    for (Loop loop : loops) {
      all = all.compose(before -> listen(vertx, loop, shared, accepting).onSuccess(servers::add));
    }
    CompletableFuture<VertxListening> bound = new CompletableFuture<>();
    all.onComplete(
        done -> {
          int port = servers.get(0).actualPort();
          InetSocketAddress address = new InetSocketAddress(asked.getAddress(), port);
          bound.complete(new VertxListening(accepting.transport(), servers, address));
        },
        trouble -> {
          servers.forEach(NetServer::close);
          bound.completeExceptionally(trouble);
        });
    return bound;
  }

  private static Future<NetServer> listen(
      Vertx vertx, Loop loop, SocketAddress shared, Accepting accepting) {
    Promise<NetServer> listening = Promise.promise();
    // A server's connections live on the context that it listens on.
    loop.execute(
        () ->
            vertx
                .createNetServer(accepting.options())
                .connectHandler(socket -> accepting.accept(socket, loop))
                .listen(shared)
                .onComplete(listening));
    return listening.future();
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      transport.forget(this);
      servers.forEach(server -> server.shutdown(FOR_EVER));
    }
  }
}
