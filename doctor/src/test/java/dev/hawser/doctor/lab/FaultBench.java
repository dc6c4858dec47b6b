package dev.hawser.doctor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.ClientBuilder;
import dev.hawser.Connection;
import dev.hawser.Parting;
import dev.hawser.WebSockets;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.time.WheelTimers;
import dev.hawser.transport.Deadlines;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.netty.NettyTransport;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The servers of one case and the library's client that meets them. */
final class FaultBench implements Closeable {
  /** A guard against hanging; nothing is measured by it. */
  static final int PATIENCE = 180;

  private static final Duration LONG = Duration.ofSeconds(PATIENCE);

  private final List<Closeable> all = new ArrayList<>();

  /** Its own, since losses on one transport at about the same time say something of each other. */
  private final ExecutorService executor = Executors.newCachedThreadPool();

  private final Transport transport =
      NettyTransport.create(
          new TransportContext(WheelTimers.shared(), executor),
          NettyTransport.Options.DEFAULT.threads(1));

  <T extends Closeable> T add(T server) {
    all.add(server);
    return server;
  }

  /** Serves that fault and returns its URL. */
  String serve(RawFaultServer.Fault fault) {
    return "ws://127.0.0.1:" + add(new RawFaultServer(fault)).port() + "/live";
  }

  /** A client that is silent by itself and does not come back. */
  ClientBuilder client(String url) {
    return WebSockets.client(transport)
        .endpoint(url)
        .heartbeat(Heartbeat.OFF)
        .deadlines(Deadlines.DEFAULT.connect(LONG).handshake(LONG))
        .reconnect(ReconnectPolicy.never());
  }

  /** Waits for the end of a connection. */
  static Parting end(Connection connection) throws Exception {
    return connection.closed().toCompletableFuture().get(PATIENCE, TimeUnit.SECONDS);
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (Closeable server : all) {
      server.close();
    }
    transport.close();
    executor.shutdown();
  }
}
