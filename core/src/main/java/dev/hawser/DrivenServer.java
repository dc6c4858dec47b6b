package dev.hawser;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Role;
import dev.hawser.diagnosis.Evidence;
import dev.hawser.driver.LinkHost;
import dev.hawser.driver.SessionLink;
import dev.hawser.driver.SessionLinkRules;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Admission;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Transport;
import dev.hawser.transport.UpgradeRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A server: decides on requests, keeps its sessions, closes them all. */
final class DrivenServer implements Server, Acceptor, LinkHost {
  private final ServerSettings settings;
  private final Executor executor;
  private final Runnable release;
  private final Callbacks callbacks;
  private final SessionLinkRules rules;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, LinkedSession> open = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private @Nullable Listening listening;

  /** Sessions opened and not ended; guarded by this. */
  private int living;

  private volatile @Nullable CloseReason closing;

  DrivenServer(ServerSettings settings, Executor executor, Runnable release) {
    this.settings = settings;
    this.executor = executor;
    this.release = release;
    callbacks = new Callbacks(settings.onText, settings.onBinary, settings.onEnd);
    rules = new SessionLinkRules(settings.sendBuffer, settings.options.callbacks() == null);
  }

  CompletionStage<Server> listen(Transport transport) {
    ListenRequest request =
        new ListenRequest(
            settings.host, settings.port, settings.tls, settings.maxConnections, settings.options);
    return transport
        .listen(request, this)
        .thenApply(
            bound -> {
              listening = bound;
              return this;
            });
  }

  // Requests

  @Override
  public CompletionStage<Admission> decide(UpgradeRequest request) {
    if (closing != null) {
      return CompletableFuture.completedFuture(refusal(503));
    }
    if (!settings.originPolicy.allows(request.headers())) {
      return CompletableFuture.completedFuture(refusal(403));
    }
    CompletableFuture<Admission> decided = new CompletableFuture<>();
    executor.execute(
        () -> {
          try {
            settings
                .accept
                .apply(request)
                .whenComplete((reception, failure) -> settle(decided, request, reception, failure));
          } catch (RuntimeException | Error thrown) {
            settle(decided, request, null, thrown);
          }
        });
    return decided;
  }

  private void settle(
      CompletableFuture<Admission> decided,
      UpgradeRequest request,
      @Nullable Reception reception,
      @Nullable Throwable failure) {
    if (failure != null || reception == null) {
      Throwable cause = failure != null ? failure : new NullPointerException("accept said null");
      report(cause);
      decided.complete(refusal(500));
    } else if (reception instanceof Refuse refuse) {
      decided.complete(new Admission.Refuse(refuse.answer()));
    } else {
      decided.complete(admit(request, (Accept) reception));
    }
  }

  private Admission admit(UpgradeRequest request, Accept accept) {
    String chosen = accept.chosen();
    // RFC 6455 s.4.2.2: a server may only choose what the client offered.
    if (!chosen.isEmpty() && !request.subprotocols().contains(chosen)) {
      report(
          new IllegalStateException(
              "accepted with subprotocol '"
                  + chosen
                  + "', the client offers "
                  + request.subprotocols()));
      return refusal(500);
    }
    if (closing != null) {
      return refusal(503);
    }
    SessionLink link = SessionLink.accepted(this, numbers.incrementAndGet(), rules);
    LinkedSession session = new LinkedSession(link, Role.SERVER, callbacks, reason -> {});
    session.attributes(accept.attributes());
    link.face(session);
    return new Admission.Accept(chosen, accept.headers(), link, settings.options);
  }

  private static Admission refusal(int status) {
    return new Admission.Refuse(HttpAnswer.of(status, Headers.empty()));
  }

  private static void report(Throwable thrown) {
    Thread running = Thread.currentThread();
    running.getUncaughtExceptionHandler().uncaughtException(running, thrown);
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
      session(link).ended(Evidence.of(ending), inDoubt);
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
    boolean idle;
    synchronized (this) {
      if (closing != null) {
        return closed();
      }
      closing = reason;
      idle = living == 0;
    }
    Objects.requireNonNull(listening, "the server listens before it is handed out").close();
    open.values().forEach(session -> session.closeQuietly(reason));
    if (idle) {
      finish();
    }
    return closed();
  }

  // On the executor: a transport that is closed waits for its threads, and this may be one.
  private void finish() {
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
