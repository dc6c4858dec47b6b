package dev.hawser.transport.netty;

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
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
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
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * Hawser's transport on Netty: event loops, client and server, plain and TLS.
 *
 * <p>Thread-safe. Every link lives on one of the loops, whose daemon threads are called {@code
 * hawser-netty-1} and so on; nothing may block there. It offers every {@link Capability}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is seen on the channel.
public final class NettyTransport implements Transport {
  static final String NAME = "netty";

  private static final long SHUTDOWN_SECONDS = 5;
  private static final AtomicInteger THREADS = new AtomicInteger();

  private final TransportContext context;
  private final EventLoopGroup loops;
  private final NettySockets sockets;
  private final TlsHandlers handlers;
  private final Links links;
  private final Set<NettyListening> listenings = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * How a transport is built.
   *
   * @param threads the number of event loops
   * @param sockets which sockets it is made of
   */
  public record Options(int threads, NettySockets sockets) {
    /** As many event loops as processors, with NIO's sockets. */
    public static final Options DEFAULT = new Options(Runtime.getRuntime().availableProcessors());

    /** Refuses less than one and more than 1024 event loops. */
    public Options {
      if (threads < 1 || threads > 1024) {
        throw new IllegalArgumentException("threads " + threads + " is not in 1-1024");
      }
    }

    /** That number of event loops, with NIO's sockets. */
    public Options(int threads) {
      this(threads, NettySockets.NIO);
    }

    /** Returns a copy with that number of event loops. */
    public Options threads(int count) {
      return new Options(count, sockets);
    }

    /** Returns a copy with those sockets. */
    public Options sockets(NettySockets other) {
      return new Options(threads, other);
    }
  }

  private NettyTransport(TransportContext context, Options options) {
    this.context = context;
    this.handlers = new TlsHandlers(context.executor());
    this.links = new Links(context);
    this.sockets = options.sockets();
    ThreadFactory daemons =
        task -> {
          Thread thread =
              new FastThreadLocalThread(task, "hawser-netty-" + THREADS.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        };
    this.loops =
        new MultiThreadIoEventLoopGroup(options.threads(), daemons, options.sockets().handlers());
  }

  /** Starts a transport with default options. */
  public static NettyTransport create(TransportContext context) {
    return create(context, Options.DEFAULT);
  }

  /** Starts a transport. */
  public static NettyTransport create(TransportContext context, Options options) {
    return new NettyTransport(context, options);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public Link dial(DialRequest request, LinkListener listener) {
    requireOpen();
    EventLoop loop = here();
    ByteDoor door = ByteDoor.dial(request, listener, links.place(loop));
    links.remember(door);
    new Dialler(request, door, loop, this).start(context.executor());
    return door.link();
  }

  /**
   * The caller's own loop where it is one of these, so that links which feed each other meet no
   * other thread; else the next.
   */
  private EventLoop here() {
    for (EventExecutor loop : loops) {
      if (loop.inEventLoop()) {
        return (EventLoop) loop;
      }
    }
    return loops.next();
  }

  @Override
  public CompletionStage<Listening> listen(ListenRequest request, Acceptor acceptor) {
    requireOpen();
    CompletableFuture<Listening> bound = new CompletableFuture<>();
    // Looking up the address and loading the keys may take a while.
    context.executor().execute(() -> bind(request, acceptor, bound));
    return bound;
  }

  private void bind(ListenRequest request, Acceptor acceptor, CompletableFuture<Listening> bound) {
    InetSocketAddress address = new InetSocketAddress(request.host(), request.port());
    Tls tls = request.tls();
    SSLContext identity = null;
    if (address.isUnresolved()) {
      bound.completeExceptionally(
          new UnknownHostException("the host '" + request.host() + "' has no address"));
      return;
    }
    if (tls != null) {
      try {
        identity = handlers.context(tls);
        handlers.server(identity, tls);
      } catch (GeneralSecurityException | IllegalArgumentException unusable) {
        bound.completeExceptionally(
            new IOException("TLS cannot be set up: " + unusable.getMessage(), unusable));
        return;
      }
    }
    Accepting accepting = new Accepting(request, acceptor, this, identity);
    NettyListening.bind(bootstrap(accepting), address, request.options().buffers())
        .whenComplete(
            (listening, trouble) -> {
              if (listening == null) {
                bound.completeExceptionally(trouble);
                return;
              }
              listenings.add(listening);
              listening.closed().addListener(done -> listenings.remove(listening));
              if (closed.get()) {
                listening.close();
              }
              bound.complete(listening);
            });
  }

  private ServerBootstrap bootstrap(Accepting accepting) {
    return new ServerBootstrap()
        .group(loops)
        .channelFactory(sockets.listening())
        .childHandler(accepting);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Waits up to 5 s for the event loops, unless called on one of them. Netty tells of their end
   * on a thread of its own, {@code globalEventExecutor}, which is no daemon and ends by itself
   * within a second: for so long it may keep a JVM that has nothing else to do.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    listenings.forEach(NettyListening::close);
    links.abort();
    // Behind the aborts: a loop that shuts down closes its channels before it runs its tasks.
    List<EventExecutor> all = new ArrayList<>();
    loops.forEach(all::add);
    AtomicInteger busy = new AtomicInteger(all.size());
    for (EventExecutor loop : all) {
      loop.execute(
          () -> {
            if (busy.decrementAndGet() == 0) {
              loops.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
            }
          });
    }
    for (EventExecutor loop : loops) {
      if (loop.inEventLoop()) {
        return;
      }
    }
    try {
      loops.awaitTermination(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new TransportClosedException(name());
    }
  }

  /** The maker of TLS handlers. */
  TlsHandlers tls() {
    return handlers;
  }

  /** What its connections are made of. */
  NettySockets sockets() {
    return sockets;
  }

  /** Its links. */
  Links links() {
    return links;
  }

  /** Who finds the addresses of names. */
  NameResolver resolver() {
    return context.resolver();
  }
}
