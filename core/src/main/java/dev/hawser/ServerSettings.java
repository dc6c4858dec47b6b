package dev.hawser;

import dev.hawser.frame.OriginPolicy;
import dev.hawser.transport.Tls;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TrustedProxies;
import dev.hawser.transport.UpgradeRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a {@link ServerBuilder} collected; copied before each change and never changed after. */
final class ServerSettings extends SessionSettings {
  static final ServerSettings DEFAULT = new ServerSettings();

  String host = "127.0.0.1";
  int port;
  @Nullable Tls tls;
  int maxConnections = 10_000;
  TrustedProxies trustedProxies = TrustedProxies.NONE;
  EntryLimits entryLimits = EntryLimits.STANDARD;
  long sendBuffer = 1 << 20;
  Function<UpgradeRequest, CompletionStage<Reception>> accept =
      request -> CompletableFuture.completedFuture(Accept.plain());
  OriginPolicy originPolicy = OriginPolicy.sameHost();
  DoubleSupplier dice = () -> ThreadLocalRandom.current().nextDouble();

  private ServerSettings() {}

  private ServerSettings(ServerSettings other) {
    super(other);
    host = other.host;
    port = other.port;
    tls = other.tls;
    maxConnections = other.maxConnections;
    trustedProxies = other.trustedProxies;
    entryLimits = other.entryLimits;
    sendBuffer = other.sendBuffer;
    accept = other.accept;
    originPolicy = other.originPolicy;
    dice = other.dice;
  }

  /** Returns a copy with one change made to it. */
  ServerSettings with(Consumer<ServerSettings> change) {
    ServerSettings copy = new ServerSettings(this);
    change.accept(copy);
    return copy;
  }

  ServerSettings with(Transport other) {
    return with(copy -> copy.transport = other);
  }
}
