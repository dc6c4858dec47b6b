package dev.hawser;

import dev.hawser.transport.Transport;
import java.util.Objects;

/** Where a program begins: clients and servers, on a transport found or given. */
public final class WebSockets {
  private WebSockets() {}

  /**
   * Returns a client on the transport that the class path offers.
   *
   * <p>It is looked up when the client connects, started with the first user and closed with the
   * last.
   */
  public static ClientBuilder client() {
    return new ClientBuilder(ClientSettings.DEFAULT);
  }

  /** Returns a client on that transport, which stays its owner's to close. */
  public static ClientBuilder client(Transport transport) {
    return new ClientBuilder(
        ClientSettings.DEFAULT.with(Objects.requireNonNull(transport, "transport")));
  }

  /** Returns a server on the transport that the class path offers, as {@link #client()} does. */
  public static ServerBuilder server() {
    return new ServerBuilder(ServerSettings.DEFAULT);
  }

  /** Returns a server on that transport, which stays its owner's to close. */
  public static ServerBuilder server(Transport transport) {
    return new ServerBuilder(
        ServerSettings.DEFAULT.with(Objects.requireNonNull(transport, "transport")));
  }
}
