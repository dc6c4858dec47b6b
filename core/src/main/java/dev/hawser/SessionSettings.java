package dev.hawser;

import dev.hawser.time.Timers;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.Transport;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a {@link SessionBuilder} collected, for clients and servers alike. */
abstract class SessionSettings {
  @Nullable Transport transport;
  @Nullable String transportName;
  LinkOptions options = LinkOptions.DEFAULT;
  @Nullable Consumer<Session> onOpen;
  Taking<String> onText = Taking.nothing();
  Taking<ByteBuffer> onBinary = Taking.nothing();
  @Nullable BiConsumer<Session, Parting> onEnd;
  String name = "";
  @Nullable MetricsListener metrics;
  @Nullable Executor executor;
  @Nullable Timers timers;
  boolean keepAlive = true;

  SessionSettings() {}

  SessionSettings(SessionSettings other) {
    transport = other.transport;
    transportName = other.transportName;
    options = other.options;
    onOpen = other.onOpen;
    onText = other.onText;
    onBinary = other.onBinary;
    onEnd = other.onEnd;
    name = other.name;
    metrics = other.metrics;
    executor = other.executor;
    timers = other.timers;
    keepAlive = other.keepAlive;
  }
}
