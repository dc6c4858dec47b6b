package dev.hawser.guice;

import dev.hawser.ClientBuilder;
import dev.hawser.Outbox;
import dev.hawser.Parting;
import dev.hawser.ServerBuilder;
import dev.hawser.Session;
import dev.hawser.StateChange;
import dev.hawser.WebSockets;
import dev.hawser.frame.Compression;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.reconnect.Backoff;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.reconnect.VendorProfile;
import dev.hawser.transport.Deadlines;
import dev.hawser.transport.Limits;
import dev.hawser.transport.Tls;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** The builders that are injected: the library's defaults with what was bound put over them. */
final class Prototypes {
  private Prototypes() {}

  /** What clients and servers share. */
  record Shared(
      Provider<Transport> transport,
      Optional<Heartbeat> heartbeat,
      Optional<Limits> limits,
      Optional<Deadlines> deadlines,
      Optional<Compression> compression,
      Optional<TransportContext> context,
      Set<BiConsumer<Session, Parting>> endListeners) {
    @Inject
    Shared {}
  }

  /** What clients have besides. */
  record Coming(
      Returning returning,
      Optional<Outbox> outbox,
      Optional<Tls> tls,
      Set<Consumer<StateChange>> stateListeners) {
    @Inject
    Coming {}
  }

  /** How clients come back: by the policy that is bound, obeying the profile that is bound. */
  static final class Returning {
    final Optional<ReconnectPolicy> policy;

    @Inject
    Returning(Optional<ReconnectPolicy> policy, Optional<VendorProfile> profile) {
      this.policy = profile.isEmpty() ? policy : Optional.of(backoff(policy).vendor(profile.get()));
    }

    private static Backoff backoff(Optional<ReconnectPolicy> policy) {
      ReconnectPolicy bound = policy.orElseGet(Backoff::standard);
      if (bound instanceof Backoff backoff) {
        return backoff;
      }
      throw new IllegalArgumentException(
          "a VendorProfile is bound beside a ReconnectPolicy that would not obey it, "
              + bound.getClass().getName()
              + "; bind a Backoff, or remove the profile");
    }
  }

  /** Injects clients. */
  static final class Client implements Provider<ClientBuilder> {
    private final Shared shared;
    private final Coming coming;

    @Inject
    Client(Shared shared, Coming coming) {
      this.shared = shared;
      this.coming = coming;
    }

    @Override
    public ClientBuilder get() {
      ClientBuilder client = WebSockets.client(shared.transport().get());
      client = over(client, coming.returning().policy, ClientBuilder::reconnect);
      client = over(client, coming.outbox(), ClientBuilder::outbox);
      client = over(client, coming.tls(), ClientBuilder::tls);
      client = over(client, shared.heartbeat(), ClientBuilder::heartbeat);
      client = over(client, shared.limits(), ClientBuilder::limits);
      client = over(client, shared.deadlines(), ClientBuilder::deadlines);
      client = over(client, shared.compression(), ClientBuilder::compression);
      client =
          over(client, shared.context(), (c, x) -> c.timers(x.timers()).executor(x.executor()));
      client =
          over(
              client,
              coming.stateListeners().stream().reduce(Consumer::andThen),
              ClientBuilder::onState);
      return over(client, together(shared), ClientBuilder::onEnd);
    }
  }

  /** Injects servers. */
  static final class OfServer implements Provider<ServerBuilder> {
    private final Shared shared;

    @Inject
    OfServer(Shared shared) {
      this.shared = shared;
    }

    @Override
    public ServerBuilder get() {
      ServerBuilder server = WebSockets.server(shared.transport().get());
      server = over(server, shared.heartbeat(), ServerBuilder::heartbeat);
      server = over(server, shared.limits(), ServerBuilder::limits);
      server = over(server, shared.deadlines(), ServerBuilder::deadlines);
      server = over(server, shared.compression(), ServerBuilder::compression);
      server =
          over(server, shared.context(), (s, x) -> s.timers(x.timers()).executor(x.executor()));
      return over(server, together(shared), ServerBuilder::onEnd);
    }
  }

  private static Optional<BiConsumer<Session, Parting>> together(Shared shared) {
    return shared.endListeners().stream().reduce(BiConsumer::andThen);
  }

  private static <B, T> B over(B builder, Optional<T> bound, BiFunction<B, T, B> put) {
    return bound.map(value -> put.apply(builder, value)).orElse(builder);
  }
}
