package dev.hawser.transport.tyrus;

import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.LinkPlace;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Masks;
import dev.hawser.transport.NameResolver;
import dev.hawser.transport.Tls;
import dev.hawser.transport.TlsEngines;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportClosedException;
import dev.hawser.transport.TransportContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * Hawser's transport on Tyrus: client and server, plain and TLS, in containers of its own.
 *
 * <p>Tyrus parses, checks and frames messages; sockets, handshakes, Closes and everything about
 * time are not left to it. Thread-safe. Every link lives on one of a few loops, whose daemon
 * threads are called {@code hawser-tyrus-1} and so on; nothing may block there. It offers every
 * {@link Capability} but {@link Capability#FRAMES}: Tyrus deals in messages.
 */
public final class TyrusTransport implements Transport {
  static final String NAME = "tyrus";

  private static final long SHUTDOWN_SECONDS = 5;
  private static final AtomicInteger THREADS = new AtomicInteger();

  private final TransportContext context;
  private final List<Loop> loops = new ArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();
  private final TyrusEngines engines;
  private final TlsEngines tls = new TlsEngines();
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final Set<TyrusListening> listenings = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * How a transport is built.
   *
   * @param threads the number of loops
   */
  public record Options(int threads) {
    /** As many loops as processors. */
    public static final Options DEFAULT = new Options(Runtime.getRuntime().availableProcessors());

    /** Refuses less than one and more than 1024 loops. */
    public Options {
      if (threads < 1 || threads > 1024) {
        throw new IllegalArgumentException("threads " + threads + " is not in 1-1024");
      }
    }

    /** Returns a copy with that number of loops. */
    public Options threads(int count) {
      return new Options(count);
    }
  }

  private TyrusTransport(TransportContext context, Options options) {
    this.context = context;
    this.engines = new TyrusEngines(Masks.secure()::next);
    for (int i = 0; i < options.threads(); i++) {
      loops.add(Loop.start("hawser-tyrus-" + THREADS.incrementAndGet(), context.executor()));
    }
  }

  /** Starts a transport with default options. */
  public static TyrusTransport create(TransportContext context) {
    return create(context, Options.DEFAULT);
  }

  /** Starts a transport. */
  public static TyrusTransport create(TransportContext context, Options options) {
    return new TyrusTransport(context, options);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.complementOf(EnumSet.of(Capability.FRAMES, Capability.COMPRESSION));
  }

  @Override
  public Link dial(DialRequest request, LinkListener listener) {
    requireOpen();
    Dialler dialler = new Dialler(request, listener, this, nextLoop());
    Link link = dialler.door().link();
    remember(link);
    dialler.start(context.executor());
    return link;
  }

  @Override
  public CompletionStage<Listening> listen(ListenRequest request, Acceptor acceptor) {
    requireOpen();
    CompletableFuture<Listening> bound = new CompletableFuture<>();
    // Looking up the address and loading the keys may take a while.
    context
        .executor()
        .execute(
            () -> {
              try {
                bound.complete(bind(request, acceptor));
              } catch (IOException | RuntimeException trouble) {
                bound.completeExceptionally(trouble);
              }
            });
    return bound;
  }

  private Listening bind(ListenRequest request, Acceptor acceptor) throws IOException {
    if (new InetSocketAddress(request.host(), request.port()).isUnresolved()) {
      throw new UnknownHostException("the host '" + request.host() + "' has no address");
    }
    Tls asked = request.tls();
    SSLContext identity = null;
    if (asked != null) {
      try {
        identity = tls.context(asked);
        var unused = TlsEngines.server(identity, asked);
      } catch (GeneralSecurityException | IllegalArgumentException unusable) {
        throw new IOException("TLS cannot be set up: " + unusable.getMessage(), unusable);
      }
    }
    TyrusListening listening = new TyrusListening(request, acceptor, this, identity);
    listenings.add(listening);
    listening.start(loops.get(0));
    if (closed.get()) {
      listening.close();
    }
    return listening;
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    listenings.forEach(TyrusListening::close);
    links.forEach(Link::abort);
    loops.forEach(Loop::stop);
    for (Loop loop : loops) {
      if (loop.owns(Thread.currentThread())) {
        return;
      }
    }
    loops.forEach(loop -> loop.await(SHUTDOWN_SECONDS));
    engines.close();
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new TransportClosedException(name());
    }
  }

  /** The loops take turns. */
  Loop nextLoop() {
    return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
  }

  /** Has the accepting loop look at what was closed. */
  void wake() {
    loops.get(0).execute(() -> {});
  }

  /** Where links on that loop live. */
  LinkPlace place(Loop loop) {
    return new LinkPlace(loop, context.timers(), Masks.secure());
  }

  /** Threads that may block. */
  Executor blocking() {
    return context.executor();
  }

  /** Tyrus itself. */
  TyrusEngines engines() {
    return engines;
  }

  /** The makers of TLS. */
  TlsEngines tls() {
    return tls;
  }

  /** Keeps a link, so that {@link #close} ends it. */
  void remember(Link link) {
    links.add(link);
    if (closed.get()) {
      link.abort();
    }
  }

  /** Lets go of a link that has ended. */
  void forget(Link link) {
    links.remove(link);
  }

  /** Lets go of a listening socket that was closed. */
  void forget(TyrusListening listening) {
    listenings.remove(listening);
  }

  /** Who finds the addresses of names. */
  NameResolver resolver() {
    return context.resolver();
  }
}
