package dev.hawser;

import dev.hawser.http.Headers;
import dev.hawser.reconnect.Backoff;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.time.Timers;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.Tls;
import dev.hawser.transport.Transport;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a {@link ClientBuilder} collected; copied before each change and never changed after. */
final class ClientSettings {
  static final ClientSettings DEFAULT = new ClientSettings();

  @Nullable Transport transport;
  @Nullable String transportName;
  List<URI> endpoints = List.of();
  @Nullable Function<Attempt, CompletionStage<URI>> endpointFrom;
  Headers headers = Headers.empty();
  @Nullable Function<Attempt, CompletionStage<Headers>> headersFrom;
  @Nullable Credentials credentials;
  List<String> subprotocols = List.of();
  Tls tls = Tls.DEFAULT;
  LinkOptions options = LinkOptions.DEFAULT;
  ReconnectPolicy reconnect = Backoff.standard();
  Outbox outbox = Outbox.DEFAULT;
  @Nullable Function<Session, CompletionStage<?>> prepare;
  Duration prepareWithin = Duration.ofSeconds(10);
  @Nullable Consumer<Session> onOpen;
  Taking<String> onText = Taking.nothing();
  Taking<ByteBuffer> onBinary = Taking.nothing();
  @Nullable BiConsumer<Session, Parting> onEnd;
  @Nullable Consumer<StateChange> onState;
  String name = "";
  @Nullable MetricsListener metrics;
  @Nullable Executor executor;
  @Nullable Timers timers;
  DoubleSupplier dice = () -> ThreadLocalRandom.current().nextDouble();
  boolean keepAlive = true;

  private ClientSettings() {}

  private ClientSettings(ClientSettings other) {
    transport = other.transport;
    transportName = other.transportName;
    endpoints = other.endpoints;
    endpointFrom = other.endpointFrom;
    headers = other.headers;
    headersFrom = other.headersFrom;
    credentials = other.credentials;
    subprotocols = other.subprotocols;
    tls = other.tls;
    options = other.options;
    reconnect = other.reconnect;
    outbox = other.outbox;
    prepare = other.prepare;
    prepareWithin = other.prepareWithin;
    onOpen = other.onOpen;
    onText = other.onText;
    onBinary = other.onBinary;
    onEnd = other.onEnd;
    onState = other.onState;
    name = other.name;
    metrics = other.metrics;
    executor = other.executor;
    timers = other.timers;
    dice = other.dice;
    keepAlive = other.keepAlive;
  }

  /** Returns a copy with one change made to it. */
  ClientSettings with(Consumer<ClientSettings> change) {
    ClientSettings copy = new ClientSettings(this);
    change.accept(copy);
    return copy;
  }

  ClientSettings with(Transport other) {
    return with(copy -> copy.transport = other);
  }
}
