package dev.hawser.conformance;

import dev.hawser.close.Role;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.http.Headers;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Admission;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a rule works with: the transport under test, the clock it hangs on, raw peers and
 * applications.
 *
 * <p>Each rule has its own; whatever was opened is closed with it. The clock stands still but for
 * {@link #advance}.
 */
public final class Bench implements AutoCloseable {
  /** Every default but the heartbeat's, which is off. */
  public static final LinkOptions QUIET = LinkOptions.DEFAULT.with(Heartbeat.OFF);

  private final KitClock clock = new KitClock();
  private final ExecutorService executor =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "conformance-executor");
            thread.setDaemon(true);
            return thread;
          });
  private final Gaps declared;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Duration patience;
  private final Transport transport;
  private volatile boolean stopped;

  Bench(Function<TransportSetup, Transport> maker, Gaps declared, Duration patience) {
    this.declared = declared;
    this.patience = patience;
    this.transport = maker.apply(new TransportSetup(clock.time(), executor));
    clock.start();
  }

  /** Returns the transport under test. */
  public Transport transport() {
    return transport;
  }

  /** Returns the declared gaps. */
  Gaps declared() {
    return declared;
  }

  /** Tells whoever floods to stop. */
  void stop() {
    stopped = true;
  }

  /** Tells whether whoever floods is to stop. */
  boolean stopped() {
    return stopped;
  }

  /** Returns how long the kit waits for what has to happen. */
  public Duration patience() {
    return patience;
  }

  /** Tells whether the transport says it can do that. */
  public boolean can(Capability capability) {
    return transport.capabilities().contains(capability);
  }

  /** Moves the clock on; deadlines that become due fire before this returns. */
  public void advance(Duration by) {
    clock.advance(by);
  }

  /** Moves the clock on second by second, at most a minute, until something is so. */
  public void advanceUntil(String what, BooleanSupplier condition) {
    for (int i = 0; i < 60 && !condition.getAsBoolean(); i++) {
      advance(Duration.ofSeconds(1));
      LockSupport.parkNanos(2_000_000);
    }
    await(what, condition);
  }

  /** Lets the wall clock jump against the monotonic one. */
  public void jumpWall(Duration by) {
    clock.time().jumpWall(by);
  }

  /** Waits, in real time, until something is so. */
  public void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited in vain until " + what);
      }
      LockSupport.parkNanos(500_000);
    }
  }

  /** Waits for a stage. */
  public <T> T await(String what, CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("waited in vain for " + what, e);
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("wanted " + what + ", got " + e, e);
    }
  }

  /** Has that closed when the rule is over. */
  public <T extends AutoCloseable> T keep(T closeable) {
    synchronized (opened) {
      opened.push(closeable);
    }
    return closeable;
  }

  /** Returns an application that takes every message. */
  public App app() {
    return app(Long.MAX_VALUE);
  }

  /** Returns an application that asks for so many messages when it opens. */
  public App app(long credit) {
    return new App(credit, patience);
  }

  /** Returns a server of raw peers. */
  public RawServer server() {
    return keep(new RawServer(null, patience));
  }

  /** Returns a server of raw peers that prove that identity. */
  public RawServer server(Identity identity) {
    return keep(new RawServer(identity.context(), patience));
  }

  /** Connects a raw client over TLS that trusts that identity. */
  public RawPeer connect(Listening listening, Identity identity) {
    try {
      return keep(RawPeer.connect(listening.address(), identity.context(), patience));
    } catch (IOException e) {
      throw new AssertionError("wanted a connection over TLS, got " + e, e);
    }
  }

  /** Dials as an application that takes every message. */
  public App dial(URI uri) {
    return dial(DialRequest.of(uri).with(QUIET));
  }

  /** Dials as an application that takes every message. */
  public App dial(DialRequest request) {
    App app = app();
    var unused = transport.dial(request, app);
    return app;
  }

  /** Returns an open client's link. */
  public Pair client(LinkOptions options, App app) {
    try (RawServer server = new RawServer(null, patience)) {
      var unused = transport.dial(DialRequest.of(server.uri("/")).with(options), app);
      RawPeer peer = keep(server.acceptUpgraded());
      var unusedLink = app.link();
      return new Pair(Role.CLIENT, app, peer);
    }
  }

  /** Returns an open link of an accepted socket. */
  public Pair accepted(LinkOptions options, App app) {
    Listening listening = listen(accepting(app, options));
    RawPeer peer = upgraded(listening);
    var unused = app.link();
    listening.close();
    return new Pair(Role.SERVER, app, peer);
  }

  /** Does the same with an open client's link and, where there is a server, an accepted one. */
  public void bothRoles(Consumer<Pair> test) {
    bothRoles(QUIET, Long.MAX_VALUE, test);
  }

  /**
   * Does the same with an open client's link and, where there is a server, an accepted one.
   *
   * @param credit what the application asks for when it opens
   */
  public void bothRoles(LinkOptions options, long credit, Consumer<Pair> test) {
    as(Role.CLIENT, () -> test.accept(client(options, app(credit))));
    if (can(Capability.SERVER)) {
      as(Role.SERVER, () -> test.accept(accepted(options, app(credit))));
    }
  }

  private static void as(Role role, Runnable test) {
    try {
      test.run();
    } catch (Throwable broken) {
      throw new AssertionError("as " + role + ": " + broken.getMessage(), broken);
    }
  }

  /** Returns an acceptor that takes everyone in. */
  public static Acceptor accepting(LinkListener listener, LinkOptions options) {
    return request ->
        CompletableFuture.completedFuture(
            new Admission.Accept("", Headers.empty(), listener, options));
  }

  /** Listens on a free port of the loopback address. */
  public Listening listen(Acceptor acceptor) {
    return listen(ListenRequest.of("127.0.0.1", 0).with(QUIET), acceptor);
  }

  /** Listens. */
  public Listening listen(ListenRequest request, Acceptor acceptor) {
    return keep(await("a bound socket", transport.listen(request, acceptor)));
  }

  /** Connects a raw client. */
  public RawPeer connect(Listening listening) {
    try {
      return keep(RawPeer.connect(listening.address(), patience));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects a raw client and upgrades it. */
  public RawPeer upgraded(Listening listening, String... moreLines) {
    RawPeer peer = connect(listening);
    peer.send(RawBytes.upgradeRequest("/", moreLines));
    String head = peer.readHead();
    if (!head.startsWith("HTTP/1.1 101 ")) {
      throw new AssertionError("on the wire: wanted 101, got " + head);
    }
    return peer;
  }

  @Override
  public void close() {
    synchronized (opened) {
      while (!opened.isEmpty()) {
        closed(opened.pop());
      }
    }
    CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> closed(transport), executor);
    try {
      closing.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException stuck) {
      // The rule on closing says so; the others are not to hang.
    }
    clock.stop();
    executor.shutdownNow();
  }

  private static void closed(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception left) {
      // What a rule left broken is none of the next one's business.
    }
  }
}
