package dev.hawser;

import dev.hawser.http.Headers;
import dev.hawser.proxy.ProxyChoice;
import dev.hawser.reconnect.Backoff;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.transport.Tls;
import dev.hawser.transport.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a {@link ClientBuilder} collected; copied before each change and never changed after. */
final class ClientSettings extends SessionSettings {
  static final ClientSettings DEFAULT = new ClientSettings();

  List<URI> endpoints = List.of();
  @Nullable Function<Attempt, CompletionStage<URI>> endpointFrom;
  Headers headers = Headers.empty();
  @Nullable Function<Attempt, CompletionStage<Headers>> headersFrom;
  @Nullable Credentials credentials;
  List<String> subprotocols = List.of();
  Tls tls = Tls.DEFAULT;
  ProxyChoice proxy = ProxyChoice.NONE;
  ReconnectPolicy reconnect = Backoff.standard();
  Outbox outbox = Outbox.DEFAULT;
  @Nullable Function<Session, CompletionStage<?>> prepare;
  Duration prepareWithin = Duration.ofSeconds(10);
  @Nullable Consumer<StateChange> onState;
  DoubleSupplier dice = () -> ThreadLocalRandom.current().nextDouble();

  private ClientSettings() {}

  private ClientSettings(ClientSettings other) {
    super(other);
    endpoints = other.endpoints;
    endpointFrom = other.endpointFrom;
    headers = other.headers;
    headersFrom = other.headersFrom;
    credentials = other.credentials;
    subprotocols = other.subprotocols;
    tls = other.tls;
    proxy = other.proxy;
    reconnect = other.reconnect;
    outbox = other.outbox;
    prepare = other.prepare;
    prepareWithin = other.prepareWithin;
    onState = other.onState;
    dice = other.dice;
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
