package dev.hawser.gateway;

import dev.hawser.conformance.RawBytes;
import dev.hawser.conformance.RawFrame;
import dev.hawser.conformance.RawPeer;
import dev.hawser.conformance.RawServer;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.NameResolver;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.opentest4j.TestAbortedException;

/** A gateway on real sockets and a clock that stands still, with raw peers on both sides. */
final class Rig implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * The clock is moved in the middle of what links do, by more than a closing handshake may take
   * otherwise, so none of them ends by the clock.
   */
  private static final Budget UNHURRIED = Budget.DEFAULT.close(Duration.ofDays(1));

  /** What transports were found to lack: asked once, because starting them takes a while. */
  private static final Map<String, String> LACKING = new ConcurrentHashMap<>();

  private final VirtualTime time = new VirtualTime();
  private final FailingClock clock = new FailingClock(time);
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "rig");
            thread.setDaemon(true);
            return thread;
          });
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread ticker = new Thread(this::tick, "rig-ticker");
  private final Gateway gateway;
  private final AtomicInteger resolved = new AtomicInteger();
  private volatile boolean over;

  static void closed(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception left) {
      // What a test left broken is none of the next one's business.
    }
  }

  /** Which transports to join. */
  record Runtimes(
      Function<TransportContext, Transport> listening,
      Function<TransportContext, Transport> dialling,
      String lacking,
      int clients) {
    Runtimes(
        Function<TransportContext, Transport> listening,
        Function<TransportContext, Transport> dialling) {
      this(listening, dialling, "", Integer.MAX_VALUE);
    }

    /** Returns the same where that transport is declared unable. */
    Runtimes lacking(String transport) {
      return new Runtimes(listening, dialling, transport, clients);
    }

    /** Returns the same where no more than so many sockets are accepted at a time. */
    Runtimes clients(int most) {
      return new Runtimes(listening, dialling, lacking, most);
    }
  }

  Rig(Runtimes runtimes, UnaryOperator<GatewayOptions> settings, URI... upstreams) {
    this(runtimes, NameResolver.SYSTEM, settings, upstreams);
  }

  /** A gateway that has names found by that resolver. */
  Rig(
      Runtimes runtimes,
      NameResolver resolver,
      UnaryOperator<GatewayOptions> settings,
      URI... upstreams) {
    String known = LACKING.get(runtimes.lacking());
    if (known != null) {
      throw new TestAbortedException(known);
    }
    ticker.setDaemon(true);
    ticker.start();
    TransportContext context = new TransportContext(time, this::execute, resolver);
    Transport listening = keep(runtimes.listening().apply(context));
    Transport dialling = keep(runtimes.dialling().apply(context));
    Transports transports = transports(runtimes, listening, dialling);
    GatewayOptions options =
        settings.apply(GatewayOptions.to(upstreams).named("gw").with(UNHURRIED));
    ListenRequest where = ListenRequest.of("127.0.0.1", 0).maxConnections(runtimes.clients());
    try {
      gateway =
          Gateway.start(options, where, transports, lines::add)
              .toCompletableFuture()
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("the gateway did not start", e);
    }
    keep(gateway);
  }

  private Transports transports(Runtimes runtimes, Transport listening, Transport dialling) {
    try {
      return new Transports(listening, dialling, clock);
    } catch (IllegalArgumentException lacking) {
      close();
      String why = String.valueOf(lacking.getMessage());
      if (why.endsWith("which transport '" + runtimes.lacking() + "' lacks")) {
        LACKING.put(runtimes.lacking(), why);
        throw new TestAbortedException(why);
      }
      throw lacking;
    }
  }

  /** Counts the names that are resolved; what a dial does behind it its loop has in hand then. */
  private void execute(Runnable task) {
    threads.execute(
        () -> {
          task.run();
          if (task.getClass().getName().contains(".Dialler$")) {
            resolved.incrementAndGet();
          }
        });
  }

  /** A deadline armed in the past, by a thread that was late, fires here. */
  private void tick() {
    while (!over) {
      advance(Duration.ZERO);
      LockSupport.parkNanos(2_000_000);
    }
  }

  synchronized void advance(Duration by) {
    time.advance(by);
  }

  /**
   * Lets minutes pass until one was over in which the side that reads nothing took nothing in,
   * which ends the session: the gateway sets itself no deadline for it any more. At the end of each
   * minute the clock stands still, so that whoever is told then has all the time there is.
   */
  void untilSlow() {
    await(
        "a side that is found slow",
        () -> {
          int before = clock.armings();
          advance(Patience.DEFAULT.slow());
          return clock.armings() == before;
        });
  }

  /** Waits until so many names were resolved; the deadlines of those dials are armed by then. */
  void untilResolved(int names) {
    await("names that are resolved", () -> resolved.get() >= names);
  }

  /**
   * Lets the deadline pass that is armed, and waits for what comes of it. The clock goes no
   * further, whatever pace the machine has: later deadlines have their turn when they are meant to.
   */
  void untilRefused(Duration deadline) {
    advance(deadline);
    await("a refusal", () -> gateway.counters().refused() > 0);
  }

  /** Accepts a client that breaks off TLS. */
  void handshakeFails(RawServer server) {
    try {
      keep(server.accept());
    } catch (AssertionError broken) {
      return; // as it has to
    }
  }

  Gateway gateway() {
    return gateway;
  }

  /** Returns the gateway's clock. */
  FailingClock clock() {
    return clock;
  }

  List<String> lines() {
    return lines;
  }

  /** Returns the lines of sessions that have ended. */
  List<String> ended() {
    return lines.stream().filter(line -> line.startsWith("session ")).toList();
  }

  <T extends AutoCloseable> T keep(T closeable) {
    opened.push(closeable);
    return closeable;
  }

  void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited for " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Connects a raw client. */
  RawPeer connect() {
    try {
      return keep(RawPeer.connect(gateway.address(), PATIENCE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects a raw client that asks for the upgrade. */
  RawPeer asking(String target, String... moreLines) {
    RawPeer client = connect();
    client.send(RawBytes.upgradeRequest(target, moreLines));
    return client;
  }

  /**
   * Waits until the gateway has seen that its only client left, where it accepts one socket at a
   * time: until it listens to another.
   */
  void untilFree() {
    await("a gateway that listens to another", this::listens);
  }

  private boolean listens() {
    try (RawPeer next = connect()) {
      next.send(RawBytes.head("GET / HTTP/1.1", "Host: localhost"));
      return next.readHead().startsWith("HTTP/1.1 426 ");
    } catch (AssertionError full) {
      return false;
    }
  }

  /** Reads the next frame of that peer that is no Ping of the gateway's, as soon as it comes. */
  CompletableFuture<RawFrame> frame(RawPeer peer) {
    return CompletableFuture.supplyAsync(() -> Stage.frame(peer), threads);
  }

  /** Opens a session with that upstream. */
  Stage open(RawServer upstream) {
    return open(upstream, 1);
  }

  /** Opens a session, after which there are so many. */
  Stage open(RawServer upstream, int sessions) {
    RawPeer client = asking("/chat");
    RawPeer behind = keep(upstream.acceptUpgraded());
    String head = client.readHead();
    if (!head.startsWith("HTTP/1.1 101 ")) {
      throw new AssertionError("on the wire: wanted 101, got " + head);
    }
    await("the session", () -> gateway.counters().sessions() == sessions);
    String id = RawBytes.header(head, "X-Request-Id");
    return new Stage(this, client, behind, String.valueOf(id));
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      closed(opened.pop());
    }
    over = true;
    threads.shutdownNow();
  }
}
