package dev.hawser;

import dev.hawser.frame.OriginPolicy;
import dev.hawser.time.Timers;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.Tls;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TrustedProxies;
import dev.hawser.transport.UpgradeRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a {@link ServerBuilder} collected; copied before each change and never changed after. */
final class ServerSettings {
  static final ServerSettings DEFAULT = new ServerSettings();

  @Nullable Transport transport;
  @Nullable String transportName;
  String host = "127.0.0.1";
  int port;
  @Nullable Tls tls;
  int maxConnections = 10_000;
  TrustedProxies trustedProxies = TrustedProxies.NONE;
  EntryLimits entryLimits = EntryLimits.STANDARD;
  long sendBuffer = 1 << 20;
  LinkOptions options = LinkOptions.DEFAULT;
  Function<UpgradeRequest, CompletionStage<Reception>> accept =
      request -> CompletableFuture.completedFuture(Accept.plain());
  OriginPolicy originPolicy = OriginPolicy.sameHost();
  @Nullable Consumer<Session> onOpen;
  Taking<String> onText = Taking.nothing();
  Taking<ByteBuffer> onBinary = Taking.nothing();
  @Nullable BiConsumer<Session, Parting> onEnd;
  String name = "";
  @Nullable MetricsListener metrics;
  @Nullable Executor executor;
  @Nullable Timers timers;
  DoubleSupplier dice = () -> ThreadLocalRandom.current().nextDouble();
  boolean keepAlive = true;

  private ServerSettings() {}

  private ServerSettings(ServerSettings other) {
    transport = other.transport;
    transportName = other.transportName;
    host = other.host;
    port = other.port;
    tls = other.tls;
    maxConnections = other.maxConnections;
    trustedProxies = other.trustedProxies;
    entryLimits = other.entryLimits;
    sendBuffer = other.sendBuffer;
    options = other.options;
    accept = other.accept;
    originPolicy = other.originPolicy;
    onOpen = other.onOpen;
    onText = other.onText;
    onBinary = other.onBinary;
    onEnd = other.onEnd;
    name = other.name;
    metrics = other.metrics;
    executor = other.executor;
    timers = other.timers;
    dice = other.dice;
    keepAlive = other.keepAlive;
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
