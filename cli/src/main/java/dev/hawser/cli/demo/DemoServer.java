package dev.hawser.cli.demo;

import dev.hawser.Accept;
import dev.hawser.Reception;
import dev.hawser.Refuse;
import dev.hawser.Server;
import dev.hawser.ServerBuilder;
import dev.hawser.Session;
import dev.hawser.close.CloseReason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The demo's server: it counts the distinct numbers it receives, through any number of restarts,
 * and misbehaves when told to. Thread-safe.
 */
final class DemoServer implements AutoCloseable {
  private final ServerBuilder builder;
  private final BitSet received = new BitSet();
  private final AtomicReference<@Nullable Refuse> refusal = new AtomicReference<>();
  private final AtomicInteger flaps = new AtomicInteger();
  private volatile @Nullable CloseReason flapping;
  private volatile Server server;

  DemoServer(ServerBuilder builder) {
    this.builder = builder;
    this.server = start();
  }

  private Server start() {
    return builder
        .accept(request -> decide())
        .onOpen(this::opened)
        .onText((session, text) -> receive(text))
        .start();
  }

  private Reception decide() {
    Refuse refuse = refusal.getAndSet(null);
    return refuse == null ? Accept.plain() : refuse;
  }

  private void opened(Session session) {
    CloseReason reason = flapping;
    if (reason != null && flaps.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      session.close(reason);
    }
  }

  private void receive(String text) {
    synchronized (received) {
      received.set(Integer.parseInt(text));
      received.notifyAll();
    }
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
  }

  /** Returns how many distinct numbers arrived. */
  int delivered() {
    synchronized (received) {
      return received.cardinality();
    }
  }

  /** Waits until so many distinct numbers arrived; tells whether they did in time. */
  boolean awaitDelivered(int count, long patienceNanos) throws InterruptedException {
    long deadline = System.nanoTime() + patienceNanos;
    synchronized (received) {
      while (received.cardinality() < count) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(received, left);
      }
      return true;
    }
  }

  /** Refuses the next handshake. */
  void refuseOnce(Refuse refuse) {
    refusal.set(refuse);
  }

  /** Closes the next so many sessions as soon as they open. */
  void flap(CloseReason reason, int times) {
    flapping = reason;
    flaps.set(times);
  }

  /** Closes every open session. */
  void closeSessions(CloseReason reason) {
    server.sessions().forEach(session -> session.close(reason));
  }

  /** Closes every session and the port, and starts again on another one. */
  void restart(CloseReason reason) {
    server.close(reason);
    server = start();
  }

  @Override
  public void close() {
    server.close();
  }
}
