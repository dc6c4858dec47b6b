package dev.hawser.transport.netty;

import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Capability;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.Link;
import dev.hawser.transport.LinkListener;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Listening;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Dials as ever, and listens on a mount in an HTTP server on loops of its own. */
final class MountedTransport implements Transport {
  private final TransportContext context;
  private final NettyTransport dialling;
  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Queue<NettyMount> mounts = new ConcurrentLinkedQueue<>();
  private final Queue<HttpHost> hosts = new ConcurrentLinkedQueue<>();

  MountedTransport(TransportContext context) {
    this.context = context;
    this.dialling = NettyTransport.create(context, NettyTransport.Options.DEFAULT.threads(1));
  }

  @Override
  public String name() {
    return "netty-mount";
  }

  @Override
  public Set<Capability> capabilities() {
    return mount("/").capabilities();
  }

  private NettyMount mount(String path) {
    NettyMount mount = NettyMount.at(path, context);
    mounts.add(mount);
    return mount;
  }

  @Override
  public Link dial(DialRequest request, LinkListener listener) {
    return dialling.dial(request, listener);
  }

  @Override
  public CompletionStage<Listening> listen(ListenRequest request, Acceptor acceptor) {
    List<NettyMount> both = List.of(mount("/"), mount("/chat"));
    ListenRequest plain =
        ListenRequest.of(request.host(), request.port())
            .maxConnections(request.maxConnections())
            .with(request.options());
    List<Listening> started =
        both.stream()
            .map(mount -> mount.listen(plain, acceptor).toCompletableFuture().join())
            .toList();
    return HttpHost.start(request, loops, both)
        .thenApply(
            host -> {
              hosts.add(host);
              return new Both(host, started);
            });
  }

  private record Both(HttpHost host, List<Listening> mounted) implements Listening {
    @Override
    public InetSocketAddress address() {
      return host.address();
    }

    @Override
    public void close() {
      host.close();
      mounted.forEach(Listening::close);
    }
  }

  /** As an application does: its WebSockets first, then the HTTP server and its loops. */
  @Override
  public void close() {
    mounts.forEach(NettyMount::close);
    hosts.forEach(HttpHost::close);
    dialling.close();
    for (EventExecutor loop : loops) {
      if (!loop.isShuttingDown()) {
        loop.submit(() -> {}).awaitUninterruptibly(5, TimeUnit.SECONDS);
      }
    }
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }
}
