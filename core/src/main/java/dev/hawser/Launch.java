package dev.hawser;

import dev.hawser.driver.ClientSetup;
import dev.hawser.driver.DefaultExecutor;
import dev.hawser.driver.KeepAlive;
import dev.hawser.driver.OutboxRules;
import dev.hawser.driver.Overflow;
import dev.hawser.driver.SessionLinkRules;
import dev.hawser.driver.SteadyExecutor;
import dev.hawser.driver.Transports;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.machine.ConnectionRules;
import dev.hawser.proxy.ProxyChoice;
import dev.hawser.time.Timers;
import dev.hawser.time.WheelTimers;
import dev.hawser.transport.Capability;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Turns settings into running connections and servers. */
final class Launch {
  /** How long a message may stand unconfirmed before that is asked for, where it is sent again. */
  private static final Duration CONFIRM_AFTER = Duration.ofSeconds(1);

  private Launch() {}

  static Connection connect(ClientSettings given) {
    ClientSettings settings = given.with(copy -> copy.options = steady(copy.options));
    if (settings.endpoints.isEmpty() && settings.endpointFrom == null) {
      throw new IllegalStateException(
          "no endpoint was named: call endpoint(url), endpoints(...) or endpointFrom(function)");
    }
    ConnectionRules rules =
        new ConnectionRules(
            settings.reconnect,
            settings.prepareWithin,
            Math.max(1, settings.endpoints.size()),
            settings.credentials != null);
    Executor executor = or(settings.executor);
    Timers timers = settings.timers == null ? WheelTimers.shared() : settings.timers;
    Footing footing =
        Footing.of(
            settings.transport, settings.transportName, timers, executor, settings.keepAlive);
    footing.require(settings.options);
    requireProxies(settings, footing);
    Executor callbacks = settings.options.callbacks();
    Outbox outbox = settings.outbox;
    ClientSetup setup =
        new ClientSetup(
            settings.name,
            footing.transport(),
            timers,
            executor,
            callbacks == null ? executor : callbacks,
            settings.dice,
            rules,
            bounds(outbox, settings.options.heartbeat()),
            new SessionLinkRules(outbox.bytes(), callbacks == null),
            settings.options.deadlines().connect());
    DrivenConnection connection = new DrivenConnection(settings, setup, footing::release);
    connection.begin();
    return connection;
  }

  private static void requireProxies(ClientSettings settings, Footing footing) {
    boolean able = footing.transport().capabilities().contains(Capability.PROXY);
    if (settings.proxy != ProxyChoice.NONE && !able) {
      footing.release();
      throw new IllegalStateException(
          "the transport '" + footing.transport().name() + "' dials through no proxy");
    }
  }

  private static OutboxRules bounds(Outbox outbox, Heartbeat heartbeat) {
    Duration interval = heartbeat.interval();
    boolean sooner = heartbeat.enabled() && interval.compareTo(CONFIRM_AFTER) < 0;
    return new OutboxRules(
        outbox.messages(),
        outbox.bytes(),
        outbox.expireAfter().toNanos(),
        switch (outbox.whenFull()) {
          case REFUSE -> Overflow.REFUSE;
          case DROP_OLDEST -> Overflow.DROP_OLDEST;
          case BLOCK -> Overflow.BLOCK;
        },
        outbox.replay(),
        (sooner ? interval : CONFIRM_AFTER).toNanos());
  }

  static CompletionStage<Server> start(ServerSettings given) {
    ServerSettings settings = given.with(copy -> copy.options = steady(copy.options));
    Executor executor = or(settings.executor);
    Timers timers = settings.timers == null ? WheelTimers.shared() : settings.timers;
    Footing footing =
        Footing.of(
            settings.transport, settings.transportName, timers, executor, settings.keepAlive);
    footing.require(settings.options);
    DrivenServer server = new DrivenServer(settings, timers, executor, footing::release);
    CompletionStage<Server> listening;
    try {
      listening = server.listen(footing.transport());
    } catch (RuntimeException | Error thrown) {
      footing.release();
      throw thrown;
    }
    return listening
        .whenComplete(
            (started, failure) -> {
              if (failure != null) {
                footing.release();
              }
            })
        .exceptionallyCompose(failure -> CompletableFuture.failedStage(named(settings, failure)));
  }

  /** What the operating system says of a port names neither it nor its host. */
  private static Throwable named(ServerSettings settings, Throwable failure) {
    Throwable within = failure instanceof CompletionException ? failure.getCause() : null;
    Throwable cause = within == null ? failure : within;
    if (!(cause instanceof IOException)) {
      return cause;
    }
    String message =
        "cannot listen on " + settings.host + ":" + settings.port + ": " + cause.getMessage();
    IOException named =
        cause instanceof BindException ? new BindException(message) : new IOException(message);
    named.initCause(cause);
    return named;
  }

  private static Executor or(@Nullable Executor executor) {
    return executor == null ? DefaultExecutor.shared() : new SteadyExecutor(executor);
  }

  private static LinkOptions steady(LinkOptions options) {
    Executor callbacks = options.callbacks();
    return callbacks == null ? options : options.callbacksOn(new SteadyExecutor(callbacks));
  }

  /** What a connection or a server stands on, to be released once. */
  record Footing(Transport transport, Transports.@Nullable Lease lease, boolean keepAlive) {
    static Footing of(
        @Nullable Transport given,
        @Nullable String name,
        Timers timers,
        Executor executor,
        boolean keepAlive) {
      Transports.Lease lease =
          given == null
              ? Transports.shared().lease(name, new TransportContext(timers, executor))
              : null;
      Transport transport = given != null ? given : Objects.requireNonNull(lease).transport();
      if (keepAlive) {
        KeepAlive.hold();
      }
      return new Footing(transport, lease, keepAlive);
    }

    /** Refuses, and lets go, what the transport cannot do. */
    void require(LinkOptions options) {
      if (options.compression().enabled()
          && !transport.capabilities().contains(Capability.COMPRESSION)) {
        release();
        throw new IllegalStateException(
            "transport '"
                + transport.name()
                + "' cannot compress: leave compression(...) out, or take a transport with "
                + Capability.COMPRESSION);
      }
    }

    void release() {
      if (keepAlive) {
        KeepAlive.release();
      }
      if (lease != null) {
        lease.release();
      }
    }
  }
}
