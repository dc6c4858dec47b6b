package dev.hawser.cli.interop;

import dev.hawser.time.WheelTimers;
import dev.hawser.transport.Transport;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.netty.NettyMount;
import dev.hawser.transport.tyrus.JakartaMount;
import dev.hawser.transport.vertx.VertxMount;
import dev.hawser.transport.vertx.VertxTransport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.vertx.core.Vertx;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.glassfish.tyrus.server.Server;

/**
 * An HTTP server of a runtime that serves a page at every path but {@link #PATH}, where Hawser is
 * mounted.
 *
 * @param mount the place for a Hawser server
 * @param port where it listens, on 127.0.0.1
 */
record PageServer(Transport mount, int port) {
  static final String PATH = "/feed";

  private static final TransportContext CONTEXT =
      new TransportContext(WheelTimers.shared(), ForkJoinPool.commonPool());

  /** Starts one that serves the {@code index.html} of a folder. */
  static PageServer start(String runtime, Path folder) throws Exception {
    return switch (runtime) {
      case "netty" -> onNetty(folder);
      case "vertx" -> onVertx(folder);
      case "jakarta" -> inJakarta(folder);
      default ->
          throw new IllegalArgumentException(
              "no HTTP server '" + runtime + "'; there are: netty, vertx, jakarta");
    };
  }

  private static PageServer onNetty(Path folder) throws IOException, InterruptedException {
    NettyMount mount = NettyMount.at(PATH, CONTEXT);
    Page page = new Page(Files.readAllBytes(folder.resolve("index.html")));
    Channel http =
        new ServerBootstrap()
            .group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new HttpServerCodec())
                        .addLast(mount.handler())
                        .addLast(new HttpObjectAggregator(1 << 16))
                        .addLast(page);
                  }
                })
            .bind("127.0.0.1", 0)
            .sync()
            .channel();
    return new PageServer(mount, ((InetSocketAddress) http.localAddress()).getPort());
  }

  /** Answers every request with the page. */
  @Sharable
  private static final class Page extends SimpleChannelInboundHandler<FullHttpRequest> {
    private final byte[] html;

    Page(byte[] html) {
      this.html = html;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      FullHttpResponse answer =
          new DefaultFullHttpResponse(
              request.protocolVersion(), HttpResponseStatus.OK, Unpooled.wrappedBuffer(html));
      answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, html.length);
      answer.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
      context.writeAndFlush(answer);
    }
  }

  private static PageServer onVertx(Path folder) {
    Vertx vertx = Vertx.vertx();
    VertxMount mount = VertxTransport.create(vertx, CONTEXT).mount();
    String page = folder.resolve("index.html").toAbsolutePath().toString();
    int port =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  if (request.path().equals(PATH)) {
                    mount.handle(request);
                  } else {
                    request.response().sendFile(page);
                  }
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
    return new PageServer(mount, port);
  }

  private static PageServer inJakarta(Path folder) throws DeploymentException {
    Map<String, Object> files = Map.of(Server.STATIC_CONTENT_ROOT, folder.toString());
    Server container = new Server("127.0.0.1", -1, "", files, Deployment.class);
    container.start();
    return new PageServer(Deployment.MOUNT, container.getPort());
  }

  /** What the container finds. */
  public static final class Deployment implements ServerApplicationConfig {
    static final JakartaMount MOUNT = JakartaMount.at(PATH, List.of(), CONTEXT);

    @Override
    public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
      return Set.of(MOUNT.config());
    }

    @Override
    public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> found) {
      return found;
    }
  }
}
