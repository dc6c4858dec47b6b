package dev.hawser.transport.netty;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Admission;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A path of an HTTP server on Netty that runs already, as a transport that accepts there.
 *
 * <p>Put a {@link #handler} behind the HTTP codec of each pipeline, then start a server on the
 * mount: {@code WebSockets.server(mount)}. Host, port and TLS are the HTTP server's, and so is the
 * time until a request is complete. Requests for the path become links or are refused, with 503
 * while no server is started or it is full; then their connection is over. Every other request
 * passes the handler untouched.
 *
 * <p>Once a request is taken, its connection is the link's: the HTTP codec and all that stands
 * behind it leave the pipeline, what stands before it stays, TLS and a logger for example. Its
 * deadlines, half-closing and buffers are then as in a {@link NettyTransport}, whose capabilities
 * it has. It cannot dial. Thread-safe; links live on their connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is seen on the channel.
public final class NettyMount implements Transport {
  private static final Acceptor NOBODY = request -> CompletableFuture.completedFuture(full());

  private final String path;
  private final Links links;
  private final AtomicReference<@Nullable Mounted> mounted = new AtomicReference<>();
  private volatile boolean closed;

  private NettyMount(String path, TransportContext context) {
    this.path = path;
    this.links = new Links(context);
  }

  /**
   * Makes a mount.
   *
   * @param path the path of the requests it takes, such as {@code /feed}, compared as it is sent
   */
  public static NettyMount at(String path, TransportContext context) {
    if (!path.startsWith("/") || path.indexOf('?') >= 0) {
      throw new IllegalArgumentException(
          "the path '" + path + "' does not begin with a slash, or has a query");
    }
    return new NettyMount(path, context);
  }

  /**
   * Makes the handler of one pipeline, to stand behind the HTTP codec and before the application's.
   *
   * <p>It is for TCP, without an executor of its own; anything else fails as it is added.
   */
  public ChannelHandler handler() {
    return new MountHandler(this);
  }

  /** Who decides on requests while a server is started here. */
  private record Mounted(
      NettyMount mount, ListenRequest request, Acceptor acceptor, AtomicInteger taken)
      implements Listening {
    @Override
    public InetSocketAddress address() {
      return InetSocketAddress.createUnresolved(request.host(), request.port());
    }

    @Override
    public void close() {
      mount.mounted.compareAndSet(this, null);
    }

    /** Takes a connection as long as there is room for it. */
    Acceptor taking(Channel channel) {
      channel.closeFuture().addListener(gone -> taken.decrementAndGet());
      return taken.incrementAndGet() <= request.maxConnections() ? acceptor : NOBODY;
    }
  }

  private static Admission full() {
    return new Admission.Refuse(HttpAnswer.of(503, Headers.empty()));
  }

  /** Tells whether that request is the mount's. */
  boolean takes(HttpRequest request) {
    String target = request.uri();
    return target.startsWith(path)
        && (target.length() == path.length() || target.charAt(path.length()) == '?');
  }

  /** Makes what takes a connection on, on its loop. */
  RequestReader reader(Channel channel) {
    Mounted here = mounted.get();
    if (here == null) {
      return new RequestReader(channel, ListenRequest.of("", 0), NOBODY, links).mounted();
    }
    return new RequestReader(channel, here.request(), here.taking(channel), links).mounted();
  }

  @Override
  public String name() {
    return NettyTransport.NAME;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  /**
   * Always throws: a mount only accepts.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public Link dial(DialRequest request, LinkListener listener) {
    throw new UnsupportedOperationException("a mount in an HTTP server cannot dial");
  }

  /**
   * Takes the path's requests until the stage's value is closed; its address is what was asked for,
   * since the HTTP server's is not known here.
   *
   * @return fails with an {@link IOException} if there is a server already, and for TLS, which is
   *     the HTTP server's own matter
   */
  @Override
  public CompletionStage<Listening> listen(ListenRequest request, Acceptor acceptor) {
    if (closed) {
      return CompletableFuture.failedFuture(new IOException("the mount is closed"));
    }
    if (request.tls() != null) {
      return CompletableFuture.failedFuture(
          new IOException("a mounted server's TLS is the HTTP server's, got one of its own"));
    }
    Mounted next = new Mounted(this, request, acceptor, new AtomicInteger());
    return mounted.compareAndSet(null, next)
        ? CompletableFuture.completedFuture(next)
        : CompletableFuture.failedFuture(
            new IOException("a server is started at " + path + " already"));
  }

  /** Ends its links and takes no further request; the HTTP server lives on. */
  @Override
  public void close() {
    closed = true;
    mounted.set(null);
    links.abort();
  }
}
