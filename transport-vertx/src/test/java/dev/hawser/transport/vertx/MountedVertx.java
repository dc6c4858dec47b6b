package dev.hawser.transport.vertx;

import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Tls;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;

/** Dials on the application's Vert.x, and listens on a mount in an HTTP server of it. */
final class MountedVertx implements Transport {
  private final Vertx vertx;
  private final VertxTransport transport;
  private final Queue<HttpServer> servers = new ConcurrentLinkedQueue<>();

  MountedVertx(Vertx vertx, TransportContext context) {
    this.vertx = vertx;
    this.transport = VertxTransport.create(vertx, context);
  }

  @Override
  public String name() {
    return "vertx-mount";
  }

  @Override
  public Set<Capability> capabilities() {
    return transport.mount().capabilities();
  }

  @Override
  public Link dial(DialRequest request, LinkListener listener) {
    return transport.dial(request, listener);
  }

  @Override
  public CompletionStage<Listening> listen(ListenRequest request, Acceptor acceptor) {
    VertxMount mount = transport.mount();
    HttpServerOptions options =
        new HttpServerOptions().setHost(request.host()).setPort(request.port());
    Tls tls = request.tls();
    if (tls != null) {
      options.setSsl(true).setKeyCertOptions(new Keys(tls.keyManager()));
    }
    HttpServer http = vertx.createHttpServer(options).requestHandler(mount);
    servers.add(http);
    ListenRequest plain =
        ListenRequest.of(request.host(), request.port())
            .maxConnections(request.maxConnections())
            .with(request.options());
    Listening mounted = mount.listen(plain, acceptor).toCompletableFuture().join();
    return http.listen()
        .toCompletionStage()
        .thenApply(listening -> new Both(listening, request.host(), mounted));
  }

  private record Both(HttpServer http, String host, Listening mounted) implements Listening {
    @Override
    public InetSocketAddress address() {
      return new InetSocketAddress(host, http.actualPort());
    }

    @Override
    public void close() {
      mounted.close();
    }
  }

  /** As an application does: its WebSockets first, then the HTTP server. */
  @Override
  public void close() {
    transport.close();
    servers.forEach(
        server -> {
          var unused = server.close();
        });
  }

  /** A key manager as the HTTP server takes it; Vert.x's own way wants a logger. */
  private record Keys(KeyManager manager) implements KeyCertOptions {
    @Override
    public KeyCertOptions copy() {
      return this;
    }

    @Override
    public KeyManagerFactory getKeyManagerFactory(Vertx vertx) {
      return new KeyManagerFactory(new Made(manager), null, "made") {};
    }

    @Override
    public Function<String, KeyManagerFactory> keyManagerFactoryMapper(Vertx vertx) {
      return null;
    }
  }

  private static final class Made extends KeyManagerFactorySpi {
    private final KeyManager manager;

    Made(KeyManager manager) {
      this.manager = manager;
    }

    @Override
    protected void engineInit(KeyStore keys, char[] password) {}

    @Override
    protected void engineInit(ManagerFactoryParameters parameters) {}

    @Override
    protected KeyManager[] engineGetKeyManagers() {
      return new KeyManager[] {manager};
    }
  }
}
