package dev.hawser.cli.demo;

import dev.hawser.Accept;
import dev.hawser.EntryLimits;
import dev.hawser.Reception;
import dev.hawser.Refuse;
import dev.hawser.Server;
import dev.hawser.ServerBuilder;
import dev.hawser.Session;
import dev.hawser.close.CloseReason;
import dev.hawser.transport.Deadlines;
import dev.hawser.transport.UpgradeRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The demo's server: it counts the distinct numbers it receives, through any number of restarts,
 * and misbehaves when told to. Thread-safe.
 */
final class DemoServer implements AutoCloseable {
  /** So few decisions at a time that a crowd overloads it, and so short a wait as a demo has. */
  private static final EntryLimits LIMITS =
      EntryLimits.STANDARD.handshakes(16).retryAfter(Duration.ofSeconds(1));

  private static final Reception CROWD = Accept.plain().attribute("crowd", true);

  /** Nobody whom it leaves waiting gives up before it answers, however slow the machine. */
  static final Deadlines DEADLINES =
      Deadlines.DEFAULT.handshake(Duration.ofMinutes(2)).close(Duration.ofSeconds(30));

  private final ServerBuilder builder;
  private final Tokens tokens;
  private final BitSet received = new BitSet();
  private final AtomicReference<@Nullable Refuse> refusal = new AtomicReference<>();
  private final AtomicInteger flaps = new AtomicInteger();
  private volatile @Nullable CloseReason flapping;

  /** What the crowd is told, and how many of it wait for that; guarded by this. */
  private CompletableFuture<Reception> busy = CompletableFuture.completedFuture(CROWD);

  private int waiting;

  private volatile Server server;

  DemoServer(ServerBuilder builder, Tokens tokens) {
    this.builder = builder;
    this.tokens = tokens;
    this.server = start();
  }

  private Server start() {
    return builder
        .entryLimits(LIMITS)
        .deadlines(DEADLINES)
        .acceptAsync(this::decide)
        .onOpen(this::opened)
        .onText((session, text) -> receive(text))
        .start();
  }

  private CompletionStage<Reception> decide(UpgradeRequest request) {
    if (request.path().equals(Crowd.PATH)) {
      synchronized (this) {
        waiting++;
        notifyAll();
        return busy;
      }
    }
    Refuse refuse = refusal.getAndSet(null);
    return CompletableFuture.completedFuture(
        refuse != null ? refuse : tokens.good(request) ? Accept.plain() : Accept.refuse(401));
  }

  /** Leaves the crowd's requests undecided, or decides them. */
  void busy(boolean on) {
    CompletableFuture<Reception> before;
    synchronized (this) {
      before = busy;
      busy = on ? new CompletableFuture<>() : CompletableFuture.completedFuture(CROWD);
      waiting = 0;
    }
    before.complete(CROWD);
  }

  /** Waits until a busy server has as many requests to decide as it takes. */
  synchronized boolean awaitFull(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (waiting < LIMITS.handshakes()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
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

  /** Returns the sessions of all but the crowd. */
  List<Session> sessions() {
    return server.sessions().stream()
        .filter(session -> !session.attributes().containsKey("crowd"))
        .toList();
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

  /** Starts again on another port, and returns the one that runs on until it is closed. */
  Server replace() {
    Server old = server;
    server = start();
    return old;
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
