package dev.hawser.conformance.plain;

import dev.hawser.close.Role;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.ByteDoor;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.LinkPlace;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.SerialThread;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportClosedException;
import dev.hawser.transport.TransportContext;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A transport over blocking sockets: client and server, plain and TLS.
 *
 * <p>Thread-safe. Each socket keeps one thread of its own parked in a read, and borrows another
 * while something is written or handled; all are daemons named {@code hawser-plain-1} and so on. It
 * offers every {@link Capability} and is meant for tests and for reading, not for many links.
 */
public final class PlainSocketTransport implements Transport {
  private static final long SHUTDOWN_SECONDS = 5;
  private static final AtomicInteger THREADS = new AtomicInteger();

  private final TransportContext context;
  private final Tap tap;
  private final ExecutorService threads;
  private final Set<AutoCloseable> opened = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private PlainSocketTransport(TransportContext context, Tap tap) {
    this.context = context;
    this.tap = tap;
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "hawser-plain-" + THREADS.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts a transport. */
  public static PlainSocketTransport create(TransportContext context) {
    return create(context, Tap.NONE);
  }

  /** Starts a transport whose bytes pass that tap. */
  static PlainSocketTransport create(TransportContext context, Tap tap) {
    return new PlainSocketTransport(context, tap);
  }

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public Link dial(DialRequest request, LinkListener listener) {
    requireOpen();
    LinkPlace place = place();
    ByteDoor door = ByteDoor.dial(request, listener, place);
    PlainLine line = new PlainLine(place.thread(), this, tap.fresh(Role.CLIENT));
    place.thread().execute(() -> line.attach(door));
    threads.execute(new PlainDial(request, door, line));
    return door.link();
  }

  @Override
  public CompletionStage<Listening> listen(ListenRequest request, Acceptor acceptor) {
    requireOpen();
    return CompletableFuture.supplyAsync(
        () -> PlainListening.bind(request, acceptor, this), context.executor());
  }

  private void requireOpen() {
    if (closed) {
      throw new TransportClosedException(name());
    }
  }

  /** A place for one more link. */
  LinkPlace place() {
    return new LinkPlace(new SerialThread(threads), context.timers(), tap.masks());
  }

  /** Threads that may block. */
  ExecutorService threads() {
    return threads;
  }

  /** The tap of an accepted socket. */
  Tap tap() {
    return tap.fresh(Role.SERVER);
  }

  /** Has that closed with this transport. */
  void remember(AutoCloseable closeable) {
    opened.add(closeable);
    if (closed) {
      close(closeable);
    }
  }

  /** Lets go of what was closed. */
  void forget(AutoCloseable closeable) {
    opened.remove(closeable);
  }

  private static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
    opened.forEach(PlainSocketTransport::close);
    threads.shutdown();
    try {
      var unused = threads.awaitTermination(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
