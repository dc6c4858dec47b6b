package dev.hawser.cli.demo;

import dev.hawser.cli.front.GatewayProcess;
import dev.hawser.gateway.Budget;
import dev.hawser.gateway.GatewayOptions;
import dev.hawser.gateway.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The demo's gateway, with waits cut to what a demo can show. Thread-safe. */
final class DemoGateway implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(3);
  private static final Duration PORT_PATIENCE = Duration.ofMinutes(1);

  private final String transport;
  private final GatewayOptions options;
  private volatile GatewayProcess process;
  private final AtomicLong refusedBefore = new AtomicLong();

  private DemoGateway(String transport, GatewayOptions options) throws IOException {
    this.transport = transport;
    this.options = options;
    this.process = start(0);
  }

  /** Starts it on that transport in front of that upstream. */
  static DemoGateway start(String transport, URI upstream) throws IOException {
    Budget budget =
        Budget.DEFAULT
            .upstream(Duration.ofMillis(500), Duration.ofMillis(800))
            .retryAfter(Duration.ofSeconds(1));
    Patience patience = Patience.DEFAULT.pings(Duration.ofMillis(400), 1);
    return new DemoGateway(
        transport, GatewayOptions.to(upstream).named("demo").with(budget).with(patience));
  }

  private GatewayProcess start(int port) throws IOException {
    InetSocketAddress at = InetSocketAddress.createUnresolved("127.0.0.1", port);
    return GatewayProcess.start(transport, at, options, line -> {});
  }

  String url() {
    return process.uri().toString();
  }

  /** Returns how many requests got no session. */
  long refused() {
    return refusedBefore.get() + process.counters().refused();
  }

  /** Ends every session with 1012 and starts again on the same port. */
  void restart() {
    int port = process.uri().getPort();
    GatewayProcess old = process;
    old.drain(Duration.ZERO, GRACE);
    refusedBefore.addAndGet(old.counters().refused());
    process = startAgain(port);
  }

  /** Starts on a port that was free for a moment, so that another's connection may have it. */
  private GatewayProcess startAgain(int port) {
    long deadline = System.nanoTime() + PORT_PATIENCE.toNanos();
    while (true) {
      try {
        return start(port);
      } catch (IOException taken) {
        if (System.nanoTime() - deadline > 0) {
          throw new UncheckedIOException(taken);
        }
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
