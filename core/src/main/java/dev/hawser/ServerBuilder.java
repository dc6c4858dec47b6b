package dev.hawser;

import dev.hawser.driver.LinkCall;
import dev.hawser.frame.OriginPolicy;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.time.Timers;
import dev.hawser.transport.Deadlines;
import dev.hawser.transport.Limits;
import dev.hawser.transport.Tls;
import dev.hawser.transport.TrustedProxies;
import dev.hawser.transport.UpgradeRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
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
public final class ServerBuilder {
  private final ServerSettings settings;

  ServerBuilder(ServerSettings settings) {
    this.settings = settings;
  }

  private ServerBuilder with(Consumer<ServerSettings> change) {
    return new ServerBuilder(settings.with(change));
  }

  /**
   * Names it, for logs, events and metrics; default an empty name.
   *
   * <p>The log is {@code dev.hawser} of {@link System.Logger}, where everything is {@code DEBUG}.
   */
  public ServerBuilder name(String name) {
    return with(s -> s.name = Objects.requireNonNull(name, "name"));
  }

  /** Has that listener told what can be counted. */
  public ServerBuilder metrics(MetricsListener listener) {
    return with(s -> s.metrics = listener);
  }

  /** Chooses among the transports that the class path offers, such as {@code netty}. */
  public ServerBuilder transport(String name) {
    return with(s -> s.transportName = name);
  }

  /** Binds that address; default {@code 127.0.0.1}. */
  public ServerBuilder host(String host) {
    return with(s -> s.host = host);
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
    if (tls.keyManager() == null) {
      throw new IllegalArgumentException("a server's TLS needs a key manager, got none");
    }
    return with(s -> s.tls = tls);
  }

  /**
   * Chooses which web pages may connect; default those of the host that the request names. Others
   * are answered with 403 before {@link #accept} is asked.
   */
  public ServerBuilder originPolicy(OriginPolicy policy) {
    return with(s -> s.originPolicy = policy);
  }

  /**
   * Decides on each upgrade request of an allowed origin; default accepts all.
   *
   * <p>Called on the server's executor, where it may block. A call that throws is answered with
   * 500.
   */
  public ServerBuilder accept(Function<UpgradeRequest, Reception> decision) {
    return acceptAsync(request -> CompletableFuture.completedFuture(decision.apply(request)));
  }

  /** Decides on each upgrade request in time; a stage that fails is answered with 500. */
  public ServerBuilder acceptAsync(Function<UpgradeRequest, CompletionStage<Reception>> decision) {
    return with(s -> s.accept = decision);
  }

  /**
   * Believes these proxies where a request came from: {@link UpgradeRequest#clientAddress} says it;
   * default none.
   */
  public ServerBuilder trustedProxies(TrustedProxies proxies) {
    return with(s -> s.trustedProxies = proxies);
  }

  /**
   * Limits who is taken in: others are answered with 503 and {@code Retry-After} before {@link
   * #accept} is asked; default {@link EntryLimits#STANDARD}, 1,024 requests under decision at a
   * time.
   */
  public ServerBuilder entryLimits(EntryLimits limits) {
    return with(s -> s.entryLimits = limits);
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

  /** Chooses the heartbeat; default every 25 s, answered within 10 s. */
  public ServerBuilder heartbeat(Heartbeat heartbeat) {
    return with(s -> s.options = s.options.with(heartbeat));
  }

  /** Chooses the sizes a session and its request keep to; default 1 MiB a message. */
  public ServerBuilder limits(Limits limits) {
    return with(s -> s.options = s.options.with(limits));
  }

  /** Chooses how long to wait for others; default 10 s for a request, 5 s for a close. */
  public ServerBuilder deadlines(Deadlines deadlines) {
    return with(s -> s.options = s.options.with(deadlines));
  }

  /** Takes a received close code of 1016-2999 as it is instead of as a broken rule. */
  public ServerBuilder lenientCodes(boolean lenient) {
    return with(s -> s.options = s.options.lenientCodes(lenient));
  }

  /** Is told each session that opened, before its first message. */
  public ServerBuilder onOpen(Consumer<Session> callback) {
    return with(s -> s.onOpen = callback);
  }

  /**
   * Receives text messages; the next one comes when this returns. A binary message is ignored when
   * only this is set.
   */
  public ServerBuilder onText(BiConsumer<Session, String> callback) {
    return with(s -> s.onText = Taking.by(callback));
  }

  /**
   * Receives text messages in the receiver's time, instead of by {@link #onText}: the next message,
   * of either kind, comes when the stage completes. One that fails ends the session with 1011, as a
   * callback that throws does, and goes to the uncaught exception handler of its thread; one that
   * never completes meets the stall limit of {@link #deadlines}.
   */
  public ServerBuilder onTextAsync(BiFunction<Session, String, CompletionStage<?>> callback) {
    return with(s -> s.onText = Taking.inTime(callback));
  }

  /**
   * Receives binary messages, read-only and the callee's to keep; the next one comes when this
   * returns. A text message is ignored when only this is set.
   */
  public ServerBuilder onBinary(BiConsumer<Session, ByteBuffer> callback) {
    return with(s -> s.onBinary = Taking.by(callback));
  }

  /** Receives binary messages in the receiver's time, as {@link #onTextAsync} does text. */
  public ServerBuilder onBinaryAsync(BiFunction<Session, ByteBuffer, CompletionStage<?>> callback) {
    return with(s -> s.onBinary = Taking.inTime(callback));
  }

  /** Is told how each session ended, after everything else of that session. */
  public ServerBuilder onEnd(BiConsumer<Session, Parting> callback) {
    return with(s -> s.onEnd = callback);
  }

  /** Calls every callback on that executor, where it may block; still one at a time per session. */
  public ServerBuilder callbacksOn(Executor executor) {
    return with(s -> s.options = s.options.callbacksOn(executor));
  }

  /** Runs decisions there; default a cached pool of daemon threads. */
  public ServerBuilder executor(Executor executor) {
    return with(s -> s.executor = executor);
  }

  /** Takes the time from there, as {@link ClientBuilder#timers} does. */
  public ServerBuilder timers(Timers timers) {
    return with(s -> s.timers = timers);
  }

  /** Throws the dice there: numbers of at least 0 and less than 1, such as for a drain's order. */
  public ServerBuilder dice(DoubleSupplier dice) {
    return with(s -> s.dice = dice);
  }

  /** Chooses whether a live server keeps the JVM from exiting; default it does. */
  public ServerBuilder keepAlive(boolean keep) {
    return with(s -> s.keepAlive = keep);
  }

  /**
   * Binds and starts, and waits until that is done.
   *
   * @throws java.io.UncheckedIOException if the address cannot be bound
   * @throws IllegalStateException if no transport, or more than one, was found, or on a thread that
   *     must not block
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
