package dev.hawser.transport.vertx;

import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Transport;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A route of an HTTP server that runs already: a request handler whose requests become links.
 *
 * <p>Towards Hawser it is a transport that listens where the HTTP server does: a server started on
 * it takes what this handler is given; its host and port only stand in its URL. Requests that come
 * while no server is started on it are answered with 503. What follows an upgrade request without
 * waiting for the answer, which RFC 6455 s.4.1 forbids, is lost in the HTTP server.
 *
 * <p>Thread-safe. Links live on the event loop of the request's connection.
 */
public final class VertxMount implements Transport, Handler<HttpServerRequest> {
  private final VertxTransport transport;
  private final AtomicReference<@Nullable Mounted> mounted = new AtomicReference<>();

  VertxMount(VertxTransport transport) {
    this.transport = transport;
  }

  /** Who decides on requests, and how its links behave. */
  private static final class Mounted implements Listening {
    private final ListenRequest request;
    private final Acceptor acceptor;
    private final AtomicReference<@Nullable Mounted> place;

    Mounted(ListenRequest request, Acceptor acceptor, AtomicReference<@Nullable Mounted> place) {
      this.request = request;
      this.acceptor = acceptor;
      this.place = place;
    }

    @Override
    public InetSocketAddress address() {
      return new InetSocketAddress(request.host(), request.port());
    }

    @Override
    public void close() {
      place.compareAndSet(this, null);
    }
  }

  /**
   * Takes a request that asks for an upgrade, within the HTTP server's own call.
   *
   * @throws IllegalStateException if the request belongs to another Vert.x than the transport, or
   *     its answer was begun before
   */
  @Override
  public void handle(HttpServerRequest request) {
    if (request.response().headWritten() || request.response().ended()) {
      throw new IllegalStateException("the request was answered before it came to the mount");
    }
    Loop loop = transport.loop();
    Mounted current = mounted.get();
    if (current == null) {
      var unused =
          request.response().setStatusCode(503).end("no WebSocket server is started here\n");
      return;
    }
    new MountedRequest(request, loop, transport).begin(current.request, current.acceptor);
  }

  @Override
  public String name() {
    return transport.name();
  }

  @Override
  public Set<Capability> capabilities() {
    Set<Capability> able = EnumSet.copyOf(transport.capabilities());
    able.remove(Capability.ABORT);
    able.remove(Capability.TRANSPORT_END);
    return able;
  }

  /** Dials as the transport does. */
  @Override
  public Link dial(DialRequest request, LinkListener listener) {
    return transport.dial(request, listener);
  }

  /**
   * Takes the requests from now on; completes at once.
   *
   * @return fails with an {@link IOException} if there is a server already, or for TLS, which is
   *     the HTTP server's own matter
   */
  @Override
  public CompletionStage<Listening> listen(ListenRequest request, Acceptor acceptor) {
    Mounted next = new Mounted(request, acceptor, mounted);
    if (request.tls() != null) {
      return CompletableFuture.failedFuture(
          new IOException("a mounted server's TLS is the HTTP server's, got one of its own"));
    }
    if (!mounted.compareAndSet(null, next)) {
      return CompletableFuture.failedFuture(
          new IOException("a server is started on this mount already"));
    }
    return CompletableFuture.completedFuture(next);
  }

  /** Takes no further request; links and the transport live on. */
  @Override
  public void close() {
    mounted.set(null);
  }
}
