package dev.hawser.guice;

import dev.hawser.time.WheelTimers;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Owns an injector's transport: it starts with the first who needs it and ends with {@link #close}.
 *
 * <p>Thread-safe. A program closes it last, when its connections and servers have ended; what is
 * left then loses its links and cannot come back.
 */
public final class HawserLifecycle implements AutoCloseable {
  private static final AtomicInteger THREADS = new AtomicInteger();

  private final TransportChoice choice;
  private final Optional<TransportContext> context;
  private @Nullable Transport running;
  private boolean closed;

  @Inject
  HawserLifecycle(TransportChoice choice, Optional<TransportContext> context) {
    this.choice = choice;
    this.context = context;
  }

  synchronized Transport transport() {
    if (closed) {
      throw new IllegalStateException("the transport was closed by its HawserLifecycle");
    }
    if (running == null) {
      running = choice.start().apply(context.orElseGet(HawserLifecycle::ownContext));
    }
    return running;
  }

  /**
   * Closes the transport if this started it; nothing can be injected on it any more.
   *
   * <p>Idempotent. May block for a moment, so not for a link's thread.
   */
  @Override
  public void close() {
    Transport last;
    synchronized (this) {
      closed = true;
      last = running;
      running = null;
    }
    if (last != null && choice.owned()) {
      last.close();
    }
  }

  private static TransportContext ownContext() {
    // Threads as they are needed; each ends after 5 s without work, so there is nothing to close.
    Executor executor =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            5,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "hawser-guice-" + THREADS.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    return new TransportContext(WheelTimers.shared(), executor);
  }

  /** Injects the running transport. */
  static final class Running implements Provider<Transport> {
    private final HawserLifecycle lifecycle;

    @Inject
    Running(HawserLifecycle lifecycle) {
      this.lifecycle = lifecycle;
    }

    @Override
    public Transport get() {
      return lifecycle.transport();
    }
  }
}
