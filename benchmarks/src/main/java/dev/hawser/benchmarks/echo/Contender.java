package dev.hawser.benchmarks.echo;

import java.net.URI;
import java.util.function.Consumer;

/** A way to speak WebSocket. */
interface Contender extends AutoCloseable {
  /** Opens a connection and returns once it is open; replies go to {@code onText}. */
  Lane open(URI uri, Consumer<String> onText) throws Exception;

  @Override
  void close();

  /** One open connection. */
  @FunctionalInterface
  interface Lane {
    /** Sends a text message; called in the callback of a reply, or from outside to begin. */
    void send(String text);
  }

  /** Returns the contender of that name. */
  static Contender named(String name) {
    return switch (name) {
      case "netty", "netty-aa" -> new RawNetty(false);
      case "netty-fc" -> new RawNetty(true);
      case "hawser" -> new HawserOnNetty();
      default ->
          throw new IllegalArgumentException(
              "contender " + name + " is not one of netty, netty-aa, netty-fc, hawser");
    };
  }
}
