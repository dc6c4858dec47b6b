package dev.hawser;

import dev.hawser.driver.LinkCall;
import dev.hawser.frame.OriginPolicy;
import dev.hawser.transport.Tls;
import dev.hawser.transport.TrustedProxies;
import dev.hawser.transport.UpgradeRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * A server: where to listen, whom to accept and how its sessions behave.
 *
 * <p>An immutable value: each method returns a new builder. A bad argument fails here with what is
 * wrong and what is allowed. Callbacks are called one at a time per session, on the link's thread
 * unless {@link #callbacksOn} says otherwise; there they must not block. One that throws ends its
 * session with 1011.
 */
public final class ServerBuilder extends SessionBuilder<ServerBuilder> {
  private final ServerSettings settings;

  ServerBuilder(ServerSettings settings) {
    this.settings = settings;
  }

  @Override
  ServerBuilder shared(Consumer<SessionSettings> change) {
    return with(change::accept);
  }

  private ServerBuilder with(Consumer<ServerSettings> change) {
    return new ServerBuilder(settings.with(change));
  }

  /** Binds that address; default {@code 127.0.0.1}. */
  public ServerBuilder host(String host) {
    return with(s -> s.host = Objects.requireNonNull(host, "host"));
  }

  /**
   * Binds that port; default 0, any free one.
   *
   * @throws IllegalArgumentException unless it is 0-65535
   */
  public ServerBuilder port(int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not in 0-65535");
    }
    return with(s -> s.port = port);
  }

  /**
   * Listens for TLS.
   *
   * @throws IllegalArgumentException without a key manager
   */
  public ServerBuilder tls(Tls tls) {
    if (Objects.requireNonNull(tls, "tls").keyManager() == null) {
      throw new IllegalArgumentException("a server's TLS needs a key manager, got none");
    }
    return with(s -> s.tls = tls);
  }

  /**
   * Chooses which web pages may connect; default those of the host that the request names. Others
   * are answered with 403 before {@link #accept} is asked.
   */
  public ServerBuilder originPolicy(OriginPolicy policy) {
    return with(s -> s.originPolicy = Objects.requireNonNull(policy, "policy"));
  }

  /**
   * Decides on each upgrade request of an allowed origin; default accepts all.
   *
   * <p>Called on the server's executor, where it may block. A call that throws is answered with
   * 500.
   */
  public ServerBuilder accept(Function<UpgradeRequest, Reception> decision) {
    Objects.requireNonNull(decision, "decision");
    return acceptAsync(request -> CompletableFuture.completedFuture(decision.apply(request)));
  }

  /** Decides on each upgrade request in time; a stage that fails is answered with 500. */
  public ServerBuilder acceptAsync(Function<UpgradeRequest, CompletionStage<Reception>> decision) {
    return with(s -> s.accept = Objects.requireNonNull(decision, "decision"));
  }

  /**
   * Believes these proxies where a request came from: {@link UpgradeRequest#clientAddress} says it;
   * default none.
   */
  public ServerBuilder trustedProxies(TrustedProxies proxies) {
    return with(s -> s.trustedProxies = Objects.requireNonNull(proxies, "proxies"));
  }

  /**
   * Limits who is taken in: others are answered with 503 and {@code Retry-After} before {@link
   * #accept} is asked; default {@link EntryLimits#STANDARD}, 1,024 requests under decision at a
   * time.
   */
  public ServerBuilder entryLimits(EntryLimits limits) {
    return with(s -> s.entryLimits = Objects.requireNonNull(limits, "limits"));
  }

  /**
   * Limits the accepted sockets at a time, upgraded or not; default 10,000. Those past it are
   * closed at once, without an answer: {@link #entryLimits} is the limit that answers.
   *
   * @throws IllegalArgumentException unless it is positive
   */
  public ServerBuilder maxConnections(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("maxConnections " + most + " is less than 1");
    }
    return with(s -> s.maxConnections = most);
  }

  /**
   * Limits the bytes a session holds for a peer that reads slowly; default 1 MiB. A send past it is
   * {@code Dropped(FULL)}.
   *
   * @throws IllegalArgumentException unless it is positive
   */
  public ServerBuilder sendBuffer(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("sendBuffer of " + bytes + " bytes is less than 1");
    }
    return with(s -> s.sendBuffer = bytes);
  }

  /** Throws the dice there: numbers of at least 0 and less than 1, such as for a drain's order. */
  public ServerBuilder dice(DoubleSupplier dice) {
    return with(s -> s.dice = Objects.requireNonNull(dice, "dice"));
  }

  /**
   * Binds and starts, and waits until that is done.
   *
   * @throws java.io.UncheckedIOException if the address cannot be bound, naming it
   * @throws IllegalStateException if no transport, or more than one, was found, if the one found
   *     cannot compress and is to, or on a thread that must not block
   */
  public Server start() {
    LinkCall.mayBlock("start()");
    try {
      return startAsync().toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw new UncheckedIOException(cause);
      }
      throw e;
    }
  }

  /** Binds and starts; the stage fails with an {@link java.io.IOException} if that fails. */
  public CompletionStage<Server> startAsync() {
    return Launch.start(settings);
  }
}
