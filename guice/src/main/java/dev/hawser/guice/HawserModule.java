package dev.hawser.guice;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.Provider;
import com.google.inject.TypeLiteral;
import com.google.inject.binder.AnnotatedBindingBuilder;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import dev.hawser.ClientBuilder;
import dev.hawser.Outbox;
import dev.hawser.Parting;
import dev.hawser.ServerBuilder;
import dev.hawser.Session;
import dev.hawser.StateChange;
import dev.hawser.frame.Compression;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.reconnect.VendorProfile;
import dev.hawser.transport.Deadlines;
import dev.hawser.transport.Limits;
import dev.hawser.transport.Tls;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.TransportProvider;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Binds one transport, and clients and servers on it that are configured by bindings.
 *
 * <p>It binds {@link Transport}, {@link ClientBuilder}, {@link ServerBuilder} and {@link
 * HawserLifecycle}. A builder that is injected lacks only its endpoint or port and its callbacks;
 * it is a value, so varying it changes no other. It takes what is bound of
 *
 * <ul>
 *   <li>{@link ReconnectPolicy}, {@link Outbox}, {@link Tls}: for clients; a server's TLS is for
 *       {@link ServerBuilder#tls} to say
 *   <li>{@link VendorProfile}: for clients whose policy is a {@code Backoff}, at every endpoint
 *   <li>{@link Heartbeat}, {@link Limits}, {@link Deadlines}, {@link Compression}: for both
 *   <li>{@link TransportContext}: the timers and the executor, for both and for the transport
 *   <li>{@link #stateListeners} of clients and {@link #endListeners} of both
 * </ul>
 *
 * and the library's default for the rest. What a program calls on an injected builder replaces what
 * was bound, its listeners included. Listeners are called in the order of their binding; one that
 * throws keeps the news from those after it.
 *
 * <p>An injector has one of these modules. A transport that is not there or not chosen, a second
 * module, a second binding of the types above, or a profile beside a policy that would not obey it
 * is an error when the injector is created; it names what to add or to remove.
 */
public final class HawserModule extends AbstractModule {
  private static final List<Class<?>> OPTIONS =
      List.of(
          ReconnectPolicy.class,
          VendorProfile.class,
          Heartbeat.class,
          Limits.class,
          Deadlines.class,
          Compression.class,
          Outbox.class,
          Tls.class,
          TransportContext.class);

  private final String words;
  private final Function<Binder, TransportChoice> plan;

  private HawserModule(String words, Function<Binder, TransportChoice> plan) {
    this.words = "HawserModule." + words;
    this.plan = plan;
  }

  /** Chooses the one transport that the class path offers. */
  public static HawserModule transport() {
    return new HawserModule("transport()", binder -> TransportChoice.found(binder, null));
  }

  /** Chooses the transport of that name among those that the class path offers. */
  public static HawserModule transport(String name) {
    Objects.requireNonNull(name, "name");
    return new HawserModule(
        "transport(\"" + name + "\")", binder -> TransportChoice.found(binder, name));
  }

  /** Chooses the transport that this provider makes, found by nobody else. */
  public static HawserModule transport(TransportProvider provider) {
    Objects.requireNonNull(provider, "provider");
    return new HawserModule(
        "transport(" + provider.getClass().getName() + ")",
        binder -> new TransportChoice(provider::create, true));
  }

  /** Chooses the transport that a provider of this class makes, which Guice constructs. */
  public static HawserModule transport(Class<? extends TransportProvider> provider) {
    Objects.requireNonNull(provider, "provider");
    return new HawserModule(
        "transport(" + provider.getName() + ".class)",
        binder -> {
          Provider<? extends TransportProvider> made = binder.getProvider(provider);
          return new TransportChoice(context -> made.get().create(context), true);
        });
  }

  /** Chooses a running transport, which stays its owner's to close. */
  public static HawserModule over(Transport transport) {
    Objects.requireNonNull(transport, "transport");
    return new HawserModule(
        "over(" + transport.name() + ")",
        binder -> new TransportChoice(context -> transport, false));
  }

  /** Returns where to bind who is told each change of each client's state. */
  public static Multibinder<Consumer<StateChange>> stateListeners(Binder binder) {
    return Multibinder.newSetBinder(binder, new TypeLiteral<Consumer<StateChange>>() {});
  }

  /** Returns where to bind who is told how each session ended, of clients and of servers. */
  public static Multibinder<BiConsumer<Session, Parting>> endListeners(Binder binder) {
    return Multibinder.newSetBinder(binder, new TypeLiteral<BiConsumer<Session, Parting>>() {});
  }

  @Override
  protected void configure() {
    // Bound by instance, so that a second module collides here, and here only.
    Binder choosing = binder().withSource(words + "; install only one HawserModule");
    choosing.bind(TransportChoice.class).toInstance(plan.apply(binder().withSource(words)));
    bound(Transport.class).toProvider(HawserLifecycle.Running.class);
    bound(ClientBuilder.class).toProvider(Prototypes.Client.class);
    bound(ServerBuilder.class).toProvider(Prototypes.OfServer.class);
    bound(HawserLifecycle.class).in(Singleton.class);
    bind(Prototypes.Returning.class).asEagerSingleton(); // refused here, not at the first client
    OPTIONS.forEach(type -> OptionalBinder.newOptionalBinder(binder(), type));
    stateListeners(binder());
    endListeners(binder());
  }

  private <T> AnnotatedBindingBuilder<T> bound(Class<T> type) {
    String remedy =
        type == Transport.class
            ? "; remove the other binding, or choose by HawserModule.over(transport)"
            : "; remove the other binding, or annotate it";
    return binder().withSource(words + remedy).bind(type);
  }
}
