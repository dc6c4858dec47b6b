package dev.hawser.transport.vertx;

import dev.hawser.transport.Acceptor;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.SocketBuffers;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/** What becomes of an accepted socket: one too many, or a request to be read. */
final class Accepting {
  private static final int BACKLOG = 1024;

  private final ListenRequest request;
  private final Acceptor acceptor;
  private final VertxTransport transport;
  private final @Nullable TlsOptions engines;
  private final AtomicInteger accepted = new AtomicInteger();

  /** Accepts as the request asks; the engine is that of its TLS, null for plain text. */
  Accepting(
      ListenRequest request,
      Acceptor acceptor,
      VertxTransport transport,
      @Nullable TlsOptions engines) {
    this.request = request;
    this.acceptor = acceptor;
    this.transport = transport;
    this.engines = engines;
  }

  /** How to listen. */
  NetServerOptions options() {
    NetServerOptions options = new NetServerOptions().setAcceptBacklog(BACKLOG);
    options.setTcpNoDelay(true);
    SocketBuffers buffers = request.options().buffers();
    if (buffers.send() > 0) {
      options.setSendBufferSize(buffers.send());
    }
    if (buffers.receive() > 0 && transport.lines() == null) {
      // Vert.x then reads into buffers of that size, so a line is told by itself.
      options.setReceiveBufferSize(buffers.receive());
    }
    TlsOptions engine = engines;
    if (engine != null) {
      options.setSsl(true).setKeyCertOptions(new EngineKeys());
      options.setSslEngineOptions(engine);
      options.setSslHandshakeTimeout(request.options().deadlines().handshake().toMillis());
      options.setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    }
    return options;
  }

  /** The one who lets go of what listened. */
  VertxTransport transport() {
    return transport;
  }

  /** Takes a socket, on its loop. */
  void accept(NetSocket socket, Loop loop) {
    Lines lines = transport.lines();
    Line line = lines == null ? null : lines.accepted(socket);
    if (line != null) {
      line.keep(request.options().buffers());
    }
    TlsOptions engine = engines;
    SslHandler tls = engine == null ? null : engine.handler(socket);
    if (accepted.incrementAndGet() > request.maxConnections()) {
      accepted.decrementAndGet();
      VertxWire.close(socket);
      return;
    }
    RequestReader.Accepted taken =
        new RequestReader.Accepted(socket, line, tls, loop, transport, accepted::decrementAndGet);
    new RequestReader(taken, request, acceptor).begin();
  }

  /** Vert.x asks for keys and gets empty ones: those in use are the engine's. */
  private static final class EngineKeys implements KeyCertOptions {
    @Override
    public KeyCertOptions copy() {
      return this;
    }

    @Override
    public KeyManagerFactory getKeyManagerFactory(Vertx vertx) throws NoSuchAlgorithmException {
      return KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    }

    @Override
    public @Nullable Function<String, KeyManagerFactory> keyManagerFactoryMapper(Vertx vertx) {
      return null;
    }
  }
}
