package dev.hawser;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Role;
import dev.hawser.diagnosis.Evidence;
import dev.hawser.diagnosis.History;
import dev.hawser.driver.DefaultExecutor;
import dev.hawser.driver.LinkHost;
import dev.hawser.driver.SessionLink;
import dev.hawser.driver.SessionLinkRules;
import dev.hawser.driver.Visitors;
import dev.hawser.http.Headers;
import dev.hawser.reconnect.DelayHint;
import dev.hawser.time.Timers;
import dev.hawser.transport.Admission;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Transport;
import dev.hawser.transport.UpgradeRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A server: decides on requests, keeps its sessions, closes them all. */
final class DrivenServer implements Server, Doorkeeper.House, LinkHost {
  private final ServerSettings settings;
  private final Timers timers;
  private final Executor executor;
  private final Runnable release;
  private final Callbacks callbacks;
  private final SessionLinkRules rules;
  private final AtomicLong numbers = new AtomicLong();
  private final Visitors visitors = new Visitors();
  private final Map<Long, LinkedSession> open = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private @Nullable Listening listening;

  /** Sessions opened and not ended; guarded by this. */
  private int living;

  private volatile @Nullable CloseReason closing;

  /** The drain under way; guarded by this. */
  private @Nullable Draining draining;

  DrivenServer(ServerSettings settings, Timers timers, Executor executor, Runnable release) {
    this.settings = settings;
    this.timers = timers;
    this.executor = DefaultExecutor.bearing(settings.name, executor);
    this.release = release;
    callbacks =
        new Callbacks(
            settings.onText,
            settings.onBinary,
            settings.onEnd,
            new Witness(settings.name, settings.metrics));
    rules = new SessionLinkRules(settings.sendBuffer, settings.options.callbacks() == null);
  }

  CompletionStage<Server> listen(Transport transport) {
    ListenRequest request =
        new ListenRequest(
            settings.host, settings.port, settings.tls, settings.maxConnections, settings.options);
    return transport
        .listen(request, new Doorkeeper(settings, timers, executor, this))
        .thenApply(
            bound -> {
              listening = bound;
              return this;
            });
  }

  // Requests

  @Override
  public @Nullable Admission shut() {
    CloseReason reason = closing;
    if (reason == null) {
      return null;
    }
    Duration wait = DelayHint.in(reason.text());
    return wait == null ? Doorkeeper.refusal(503, Headers.empty()) : Doorkeeper.busy(wait);
  }

  @Override
  public synchronized int living() {
    return living;
  }

  @Override
  public Admission admit(UpgradeRequest request, Accept accept) {
    SessionLink link = SessionLink.accepted(this, numbers.incrementAndGet(), rules);
    LinkedSession session = new LinkedSession(link, Role.SERVER, callbacks, reason -> {});
    session.attributes(accept.attributes());
    link.face(session);
    return new Admission.Accept(
        accept.chosen(), accept.headers(), link.listener(), settings.options);
  }

  // Sessions

  @Override
  public void opened(SessionLink link) {
    LinkedSession session = session(link);
    CloseReason reason;
    synchronized (this) {
      reason = closing;
      if (reason == null) {
        living++;
        open.put(link.number(), session);
      }
    }
    if (reason != null) {
      link.close(reason); // accepted before the server was closed: too late for a session
      return;
    }
    if (settings.onOpen != null) {
      settings.onOpen.accept(session);
    }
    session.start();
  }

  @Override
  public void ended(SessionLink link, Ending ending, long inDoubt) {
    if (open.remove(link.number()) == null) {
      return;
    }
    boolean last;
    synchronized (this) {
      living--;
      last = closing != null && living == 0;
    }
    try {
      String peer = link.handshake().remoteAddress();
      History history = visitors.ended(peer, ending, timers.nanos(), link.number());
      session(link).ended(new Evidence(ending, List.of(), history), inDoubt);
    } finally {
      if (last) {
        finish();
      }
    }
  }

  private static LinkedSession session(SessionLink link) {
    return (LinkedSession) Objects.requireNonNull(link.face());
  }

  @Override
  public Collection<Session> sessions() {
    return Collections.unmodifiableCollection(open.values());
  }

  // The server itself

  private InetSocketAddress address() {
    return Objects.requireNonNull(listening, "the server listens before it is handed out")
        .address();
  }

  @Override
  public int port() {
    return address().getPort();
  }

  @Override
  public URI uri() {
    InetAddress bound = address().getAddress();
    String host = bound.isAnyLocalAddress() ? "localhost" : bound.getHostAddress();
    String scheme = settings.tls == null ? "ws://" : "wss://";
    return URI.create(
        scheme + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port() + "/");
  }

  @Override
  public CompletionStage<Void> close(CloseReason reason) {
    Reasons.requireSendable(reason, Role.SERVER);
    Draining hurried;
    synchronized (this) {
      hurried = draining;
      draining = null;
    }
    if (hurried != null) {
      hurried.stop();
    }
    if (shutDoor(reason, null) || hurried != null) {
      open.values().forEach(session -> session.closeQuietly(reason));
    }
    return closed();
  }

  @Override
  public CompletionStage<Void> drain(Drain drain) {
    CloseReason reason = drain.reason();
    Draining began = new Draining(timers, executor, reason);
    if (shutDoor(reason, began)) {
      began.begin(open.values(), drain.window(), settings.dice);
    }
    return closed();
  }

  /** Lets nobody in any more; false where that was so before. */
  private boolean shutDoor(CloseReason reason, @Nullable Draining by) {
    boolean idle;
    synchronized (this) {
      if (closing != null) {
        return false;
      }
      closing = reason;
      draining = by;
      idle = living == 0;
    }
    Objects.requireNonNull(listening, "the server listens before it is handed out").close();
    if (idle) {
      finish();
    }
    return true;
  }

  // On the executor: a transport that is closed waits for its threads, and this may be one.
  private void finish() {
    synchronized (this) {
      if (draining != null) {
        draining.stop();
      }
    }
    executor.execute(
        () -> {
          release.run();
          closed.complete(null);
        });
  }

  @Override
  public CompletionStage<Void> closed() {
    return closed.minimalCompletionStage();
  }

  @Override
  public String toString() {
    return "Server " + uri();
  }
}
