package dev.hawser.transport.vertx;

import dev.hawser.transport.Acceptor;
import dev.hawser.transport.ByteDoor;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.NameResolver;
import dev.hawser.transport.Tls;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportClosedException;
import dev.hawser.transport.TransportContext;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Hawser's transport on Vert.x: client and server, plain and TLS, with a Vert.x of its own or the
 * application's.
 *
 * <p>Thread-safe. Every link lives on one event-loop context, and nothing may block there: that of
 * the verticle that dials, else of the verticle that made the transport, else one of a few that
 * spread over the loops. Accepted links always spread.
 */
public final class VertxTransport implements Transport {
  static final String NAME = "vertx";

  private static final long SHUTDOWN_SECONDS = 5;

  private final Vertx vertx;
  private final TransportContext lent;
  private final @Nullable Lines lines;
  private final Loops loops;
  private final Clients clients;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final Set<VertxListening> listenings = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  private VertxTransport(Vertx vertx, TransportContext lent, @Nullable Lines lines, int threads) {
    this.vertx = vertx;
    this.lent = lent;
    this.lines = lines;
    this.loops = new Loops(vertx, threads, lent);
    this.clients = new Clients(vertx, lines == null);
  }

  /** Starts a transport with a Vert.x of its own, one event loop per processor. */
  public static VertxTransport create(TransportContext context) {
    int threads = Runtime.getRuntime().availableProcessors();
    VertxOptions options =
        new VertxOptions()
            .setEventLoopPoolSize(threads)
            .setUseDaemonThread(true)
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false));
    Lines lines = new Lines();
    Vertx own = Vertx.builder().with(options).withTransport(lines).build();
    return new VertxTransport(own, context, lines, threads);
  }

  /**
   * Starts a transport on the application's Vert.x, which {@link #close} leaves alone.
   *
   * <p>Its sockets show less than those of a Vert.x of its own, so {@link Capability#ABORT} is
   * missing: a connection is closed in order where it should be reset, one direction cannot end
   * before the other, and an accepted connection whose peer takes no more bytes lives on until that
   * peer or the system gives up.
   */
  public static VertxTransport create(Vertx vertx, TransportContext context) {
    int threads = VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE;
    return new VertxTransport(vertx, context, null, threads);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Capability> capabilities() {
    return lines == null
        ? EnumSet.complementOf(EnumSet.of(Capability.ABORT))
        : EnumSet.allOf(Capability.class);
  }

  @Override
  public Link dial(DialRequest request, LinkListener listener) {
    requireOpen();
    Loop loop = loops.here();
    ByteDoor door = ByteDoor.dial(request, listener, loop.place());
    remember(door);
    new Dialler(request, door, loop, this).start(lent.executor());
    return door.link();
  }

  @Override
  public CompletionStage<Listening> listen(ListenRequest request, Acceptor acceptor) {
    requireOpen();
    CompletableFuture<Listening> bound = new CompletableFuture<>();
    // Looking up the address and loading the keys may take a while.
    lent.executor().execute(() -> bind(request, acceptor, bound));
    return bound;
  }

  private void bind(ListenRequest request, Acceptor acceptor, CompletableFuture<Listening> bound) {
    InetSocketAddress address = new InetSocketAddress(request.host(), request.port());
    if (address.isUnresolved()) {
      bound.completeExceptionally(
          new UnknownHostException("the host '" + request.host() + "' has no address"));
      return;
    }
    if (taken(address)) {
      bound.completeExceptionally(
          new BindException("this transport listens on " + address + " already"));
      return;
    }
    Tls tls = request.tls();
    TlsOptions engines = null;
    if (tls != null) {
      try {
        engines = TlsOptions.server(tls);
      } catch (GeneralSecurityException | IllegalArgumentException unusable) {
        bound.completeExceptionally(
            new IOException("TLS cannot be set up: " + unusable.getMessage(), unusable));
        return;
      }
    }
    Accepting accepting = new Accepting(request, acceptor, this, engines);
    List<Loop> spread;
    try {
      spread = loops.spread();
    } catch (IllegalStateException gone) {
      bound.completeExceptionally(new IOException(gone.getMessage(), gone));
      return;
    }
    var unused =
        VertxListening.bind(vertx, spread, address, accepting)
            .whenComplete(
                (listening, trouble) -> {
                  if (listening == null) {
                    bound.completeExceptionally(trouble);
                    return;
                  }
                  listenings.add(listening);
                  if (closed.get()) {
                    listening.close();
                  }
                  bound.complete(listening);
                });
  }

  /** Vert.x's servers share an address, so that a second bind would not fail by itself. */
  private boolean taken(InetSocketAddress address) {
    return listenings.stream().anyMatch(listening -> listening.address().equals(address));
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    listenings.forEach(VertxListening::close);
    links.forEach(Link::abort);
    CompletableFuture<Void> done = new CompletableFuture<>();
    // Behind the aborts, which are tasks of the loops.
    loops.behindAll(
        () -> {
          var unused = free().onComplete(end -> done.complete(null));
        });
    if (Context.isOnVertxThread()) {
      return;
    }
    try {
      done.get(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException late) {
      // What is left ends with its peers.
    }
  }

  private Future<Void> free() {
    return lines == null ? loops.leave() : vertx.close();
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new TransportClosedException(name());
    }
  }

  /** What makes connections. */
  Clients clients() {
    return clients;
  }

  /**
   * Returns a route for HTTP servers of the same Vert.x, on which a server is started as on any
   * transport.
   */
  public VertxMount mount() {
    return new VertxMount(this);
  }

  /**
   * Returns the place of links on the calling event loop.
   *
   * @throws IllegalStateException if the caller runs on none of this Vert.x's
   */
  Loop loop() {
    requireOpen();
    return loops.current();
  }

  /** The connections of its own Vert.x, null where that is the application's. */
  @Nullable Lines lines() {
    return lines;
  }

  /** Keeps a link, so that {@link #close} ends it. */
  void remember(ByteDoor link) {
    links.add(link.link());
    if (closed.get()) {
      link.link().abort();
    }
  }

  /** Lets go of a link that has ended. */
  void forgetEnded(ByteDoor link) {
    if (link.ended()) {
      links.remove(link.link());
    }
  }

  /** Lets go of a socket that listens no more. */
  void forget(VertxListening listening) {
    listenings.remove(listening);
  }

  /** Who finds the addresses of names. */
  NameResolver resolver() {
    return lent.resolver();
  }
}
