package dev.hawser.transport.tyrus;

import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.glassfish.tyrus.server.Server;

/**
 * Dials as ever, and listens on mounts in Tyrus's own server on Grizzly, which is foreign to it.
 */
final class MountedTyrus implements Transport {
  /** What the container that is being started is to deploy: it makes its application itself. */
  private static final ThreadLocal<Set<ServerEndpointConfig>> DEPLOYED =
      ThreadLocal.withInitial(Set::of);

  /** What only a client can lack. */
  private static final Set<Capability> DIALLING =
      EnumSet.of(
          Capability.REFUSAL_HEADERS,
          Capability.REFUSAL_BODY,
          Capability.ANSWER_HEADERS,
          Capability.DIAL_PHASES,
          Capability.PROXY,
          Capability.PROMPT_HANDSHAKE_END);

  private final TransportContext context;
  private final TyrusTransport dialling;
  private final Queue<JakartaMount> mounts = new ConcurrentLinkedQueue<>();
  private final Queue<Server> containers = new ConcurrentLinkedQueue<>();

  MountedTyrus(TransportContext context) {
    this.context = context;
    this.dialling = TyrusTransport.create(context, TyrusTransport.Options.DEFAULT.threads(1));
  }

  /** What a container is told to deploy. */
  public static final class Application implements ServerApplicationConfig {
    @Override
    public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
      return DEPLOYED.get();
    }

    @Override
    public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
      return Set.of();
    }
  }

  @Override
  public String name() {
    return "jakarta-mount";
  }

  @Override
  public Set<Capability> capabilities() {
    Set<Capability> both = EnumSet.copyOf(mount("/").capabilities());
    both.addAll(DIALLING);
    return both;
  }

  private JakartaMount mount(String path) {
    JakartaMount mount = JakartaMount.at(path, List.of("v2.chat", "chat"), context);
    mounts.add(mount);
    return mount;
  }

  @Override
  public Link dial(DialRequest request, LinkListener listener) {
    return dialling.dial(request, listener);
  }

  @Override
  public CompletionStage<Listening> listen(ListenRequest request, Acceptor acceptor) {
    if (request.tls() != null) {
      return CompletableFuture.failedFuture(new IOException("TLS is the container's"));
    }
    List<JakartaMount> both = List.of(mount("/"), mount("/chat"));
    List<Listening> started =
        both.stream()
            .map(mount -> mount.listen(request, acceptor).toCompletableFuture().join())
            .toList();
    int port = request.port() == 0 ? -1 : request.port();
    Server container = new Server(request.host(), port, "", Map.of(), Application.class);
    DEPLOYED.set(both.stream().map(JakartaMount::config).collect(Collectors.toSet()));
    try {
      container.start();
    } catch (Exception refused) {
      return CompletableFuture.failedFuture(new IOException(refused));
    } finally {
      DEPLOYED.remove();
    }
    containers.add(container);
    return CompletableFuture.completedFuture(new Started(container, request.host(), started));
  }

  private record Started(Server container, String host, List<Listening> mounted)
      implements Listening {
    @Override
    public InetSocketAddress address() {
      return new InetSocketAddress(host, container.getPort());
    }

    @Override
    public void close() {
      mounted.forEach(Listening::close);
    }
  }

  /** As an application does: its WebSockets first, then the container. */
  @Override
  public void close() {
    mounts.forEach(JakartaMount::close);
    containers.forEach(Server::stop);
    dialling.close();
  }
}
