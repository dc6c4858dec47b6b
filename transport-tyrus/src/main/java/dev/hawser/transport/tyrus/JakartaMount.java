package dev.hawser.transport.tyrus;

import dev.hawser.http.Headers;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A place in a Jakarta WebSocket container that runs already, as a transport that accepts there.
 *
 * <p>Register {@link #config} with the container, then start a server on the mount: {@code
 * WebSockets.server(mount)}. Host, port, TLS and the bound on connections are the container's; of
 * what a server asks for, only the links' options count. The container needs Jakarta WebSocket 2.1
 * or later, whose user properties are each handshake's own.
 *
 * <p>It has no capability but {@link Capability#SERVER}: a container hides the rest. It has decided
 * on a request before anybody is asked, so a refusal is a Close with 1008 whose text names the
 * status, or 1013 for 503, and additional fields of the answer are dropped. While a link takes
 * nothing in, one thread of the container waits. An abort is a Close with 1001. Whether the peer
 * answered a Close, or which rule it broke, is the container's word. It cannot dial. Thread-safe.
 */
public final class JakartaMount implements Transport {
  private static final String HEADERS = "dev.hawser.headers";

  private final TransportContext context;
  private final ServerEndpointConfig config;
  private final AtomicReference<@Nullable Mounted> mounted = new AtomicReference<>();
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private JakartaMount(TransportContext context, String path, List<String> subprotocols) {
    this.context = context;
    this.config =
        ServerEndpointConfig.Builder.create(MountEndpoint.class, path)
            .subprotocols(subprotocols)
            .configurator(new Configurator(this))
            .build();
  }

  /**
   * Makes a mount.
   *
   * @param path where in the container, such as {@code /feed}; templates are the container's
   * @param subprotocols what the container may choose from, in order of preference
   */
  public static JakartaMount at(String path, List<String> subprotocols, TransportContext context) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("the path '" + path + "' does not begin with a slash");
    }
    return new JakartaMount(context, path, subprotocols);
  }

  /** What the container is given, by {@code ServerContainer.addEndpoint} or an application. */
  public ServerEndpointConfig config() {
    return config;
  }

  /** Who decides for the container's sessions while a server is started here. */
  private record Mounted(JakartaMount mount, ListenRequest request, Acceptor acceptor)
      implements Listening {
    @Override
    public InetSocketAddress address() {
      return InetSocketAddress.createUnresolved(request.host(), request.port());
    }

    @Override
    public void close() {
      mount.mounted.compareAndSet(this, null);
    }
  }

  /** Keeps the request's header fields, which a session does not show. */
  private static final class Configurator extends ServerEndpointConfig.Configurator {
    private final JakartaMount mount;

    Configurator(JakartaMount mount) {
      this.mount = mount;
    }

    @Override
    public void modifyHandshake(
        ServerEndpointConfig own, HandshakeRequest request, HandshakeResponse response) {
      Headers fields = Headers.empty();
      for (Map.Entry<String, List<String>> field : request.getHeaders().entrySet()) {
        for (String value : field.getValue()) {
          fields = fields.with(field.getKey(), value);
        }
      }
      own.getUserProperties().put(HEADERS, fields);
    }

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
      return type.cast(new MountEndpoint(mount));
    }
  }

  /** A session was opened; refused where no server is started. */
  MountedWire accept(Session session) throws IOException {
    Mounted here = mounted.get();
    Headers fields =
        session.getUserProperties().get(HEADERS) instanceof Headers kept ? kept : Headers.empty();
    MountedWire wire = new MountedWire(session, this, context);
    if (here == null || closed) {
      wire.turnAway();
    } else {
      wire.begin(here.acceptor(), here.request().options(), fields);
    }
    return wire;
  }

  @Override
  public String name() {
    return "jakarta";
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.of(Capability.SERVER);
  }

  /**
   * Always throws: a mount only accepts.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public Link dial(DialRequest request, LinkListener listener) {
    throw new UnsupportedOperationException("a mount in a Jakarta container cannot dial");
  }

  /**
   * Accepts the container's sessions until the stage's value is closed; its address is what was
   * asked for, since a container does not tell its own.
   *
   * @return fails with an {@link IOException} where a server is started here already
   */
  @Override
  public CompletionStage<Listening> listen(ListenRequest request, Acceptor acceptor) {
    Mounted next = new Mounted(this, request, acceptor);
    if (closed) {
      return CompletableFuture.failedFuture(new IOException("the mount is closed"));
    }
    return mounted.compareAndSet(null, next)
        ? CompletableFuture.completedFuture(next)
        : CompletableFuture.failedFuture(
            new IOException("a server is started at " + config.getPath() + " already"));
  }

  /** Keeps a link, so that {@link #close} ends it. */
  void remember(Link link) {
    links.add(link);
    if (closed) {
      link.abort();
    }
  }

  /** Lets go of a link that has ended. */
  void forget(Link link) {
    links.remove(link);
  }

  @Override
  public void close() {
    closed = true;
    mounted.set(null);
    links.forEach(Link::abort);
  }
}
