package dev.hawser.driver;

import dev.hawser.time.Timers;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.TransportProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The transports that the class path offers: one of each kind per process, started with its first
 * user and closed with its last.
 */
public final class Transports {
  private static final Transports SHARED =
      new Transports(() -> ServiceLoader.load(TransportProvider.class));

  private final Iterable<TransportProvider> providers;
  private final Map<Key, Shared> running = new HashMap<>();

  private record Key(String name, Timers timers, Executor executor) {}

  /** A transport in use, given back once by {@link #release}. */
  public final class Lease {
    private final Key key;
    private final Transport transport;

    private Lease(Key key, Transport transport) {
      this.key = key;
      this.transport = transport;
    }

    /** Returns the transport. */
    public Transport transport() {
      return transport;
    }

    /** Gives it back; the last one to do so closes it. May block for a moment. */
    public void release() {
      Transports.this.release(key);
    }
  }

  private static final class Shared {
    final Transport transport;
    int users;

    Shared(Transport transport) {
      this.transport = transport;
    }
  }

  private interface Source {
    Iterable<TransportProvider> load();
  }

  private Transports(Source source) {
    this(() -> source.load().iterator());
  }

  /** Finds transports among those providers. */
  Transports(Iterable<TransportProvider> providers) {
    this.providers = providers;
  }

  /** Returns what the class path offers. */
  public static Transports shared() {
    return SHARED;
  }

  /**
   * Leases the one transport there is, or the one of that name.
   *
   * @throws IllegalStateException if there is none, or more than one and no name; names the
   *     artifacts and what to call
   */
  public Lease lease(@Nullable String name, TransportContext context) {
    TransportProvider provider = choose(name);
    Key key = new Key(provider.name(), context.timers(), context.executor());
    synchronized (running) {
      Shared shared = running.get(key);
      if (shared == null) {
        shared = new Shared(provider.create(context));
        running.put(key, shared);
      }
      shared.users++;
      return new Lease(key, shared.transport);
    }
  }

  private TransportProvider choose(@Nullable String name) {
    List<TransportProvider> found = new ArrayList<>();
    providers.forEach(found::add);
    List<String> names = found.stream().map(TransportProvider::name).sorted().toList();
    if (names.isEmpty()) {
      throw new IllegalStateException(
          "no transport is on the class path: add dev.hawser:hawser-transport-netty, or pass one"
              + " to WebSockets.client(transport)");
    }
    if (name == null && names.size() > 1) {
      throw new IllegalStateException(
          "more than one transport is on the class path: "
              + artifacts(names)
              + "; choose one by .transport(\""
              + names.get(0)
              + "\") or keep one artifact");
    }
    for (TransportProvider provider : found) {
      if (name == null || provider.name().equals(name)) {
        return provider;
      }
    }
    throw new IllegalStateException(
        "no transport '" + name + "' is on the class path, found " + artifacts(names));
  }

  private static String artifacts(List<String> names) {
    return String.join(", ", names.stream().map(n -> n + " (hawser-transport-" + n + ")").toList());
  }

  private void release(Key key) {
    Transport last = null;
    synchronized (running) {
      Shared shared = running.get(key);
      if (shared != null && --shared.users == 0) {
        running.remove(key);
        last = shared.transport;
      }
    }
    if (last != null) {
      last.close();
    }
  }
}
