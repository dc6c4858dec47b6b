package dev.hawser.cli.wiring;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Inject;
import com.google.inject.spi.Message;
import dev.hawser.ClientBuilder;
import dev.hawser.ServerBuilder;
import dev.hawser.guice.HawserLifecycle;
import dev.hawser.guice.HawserModule;
import java.util.stream.Collectors;

/**
 * A transport chosen by name, with the clients and servers on it.
 *
 * <p>Thread-safe. The one class of the command line that knows Guice, so that commands without
 * sockets start without it.
 */
public final class Wiring implements AutoCloseable {
  private final ClientBuilder client;
  private final ServerBuilder server;
  private final HawserLifecycle lifecycle;

  @Inject
  Wiring(ClientBuilder client, ServerBuilder server, HawserLifecycle lifecycle) {
    this.client = client;
    this.server = server;
    this.lifecycle = lifecycle;
  }

  /**
   * Starts the transport of that name.
   *
   * @throws IllegalArgumentException if there is none; names those found
   */
  public static Wiring of(String transport) {
    try {
      return Guice.createInjector(HawserModule.transport(transport)).getInstance(Wiring.class);
    } catch (CreationException e) {
      throw new IllegalArgumentException(
          e.getErrorMessages().stream().map(Message::getMessage).collect(Collectors.joining("; ")),
          e);
    }
  }

  /** Returns a client with the library's defaults. */
  public ClientBuilder client() {
    return client;
  }

  /** Returns a server with the library's defaults. */
  public ServerBuilder server() {
    return server;
  }

  /** Closes the transport; to be called when its connections and servers have ended. */
  @Override
  public void close() {
    lifecycle.close();
  }
}
