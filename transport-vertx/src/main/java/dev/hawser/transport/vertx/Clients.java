package dev.hawser.transport.vertx;

import dev.hawser.transport.SocketBuffers;
import dev.hawser.transport.Tls;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/**
 * What makes a transport's connections.
 *
 * <p>Thread-safe. The engine of the TLS settings used last is kept, so that attempts with the same
 * settings load no trust store again and may resume a session.
 */
final class Clients {
  private final Vertx vertx;
  private final boolean single;
  private final @Nullable Client plain;
  private volatile @Nullable Secure last;

  /** The client is null where each connection has its own. */
  private record Secure(TlsOptions engines, @Nullable Client client) {}

  /**
   * Makes connections by that Vert.x.
   *
   * @param single whether each connection has a client of its own, as {@link Client} says
   */
  Clients(Vertx vertx, boolean single) {
    this.vertx = vertx;
    this.single = single;
    this.plain = single ? null : make(null, SocketBuffers.SYSTEM);
  }

  /** Returns the engine for those settings; loads the trust store, so it may block. */
  TlsOptions engines(Tls tls) throws GeneralSecurityException {
    Secure made = last;
    if (made == null || !made.engines().tls().equals(tls)) {
      TlsOptions engines = TlsOptions.client(tls);
      made = new Secure(engines, single ? null : make(engines, SocketBuffers.SYSTEM));
      last = made;
    }
    return made.engines();
  }

  /**
   * Returns what makes the connection of one dial, with that engine if there is one.
   *
   * @param buffers for a client of the connection's own; a shared one's connections are {@link
   *     Line}s, which are told by themselves
   */
  Client client(@Nullable TlsOptions engines, SocketBuffers buffers) {
    Secure secure = last;
    Client shared =
        engines == null
            ? plain
            : secure != null && secure.engines() == engines ? secure.client() : null;
    return shared == null ? make(engines, buffers) : shared;
  }

  private Client make(@Nullable TlsOptions engines, SocketBuffers buffers) {
    NetClientOptions options = new NetClientOptions().setReconnectAttempts(0);
    if (buffers.send() > 0) {
      options.setSendBufferSize(buffers.send());
    }
    if (buffers.receive() > 0) {
      options.setReceiveBufferSize(buffers.receive());
    }
    options.setTcpNoDelay(true).setSslEngineOptions(engines);
    return new Client(vertx.createNetClient(options), single);
  }
}
