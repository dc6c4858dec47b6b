package dev.hawser.transport.netty;

import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Tls;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;

/**
 * An HTTP server as an application has one, with mounts in its pipelines and a page for the rest.
 */
final class HttpHost implements AutoCloseable {
  private final Channel socket;

  private HttpHost(Channel socket) {
    this.socket = socket;
  }

  /** Starts one where that is asked for. */
  static CompletableFuture<HttpHost> start(
      ListenRequest at, EventLoopGroup loops, List<NettyMount> mounts) {
    CompletableFuture<HttpHost> started = new CompletableFuture<>();
    ChannelFuture binding =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(new Pipeline(tls(at.tls()), at.maxConnections(), mounts))
            .bind(at.host(), at.port());
    binding.addListener(
        done -> {
          if (done.isSuccess()) {
            started.complete(new HttpHost(binding.channel()));
          } else {
            started.completeExceptionally(done.cause());
          }
        });
    return started;
  }

  private static SslContext tls(Tls tls) {
    try {
      return tls == null ? null : SslContextBuilder.forServer(tls.keyManager()).build();
    } catch (SSLException e) {
      throw new AssertionError(e);
    }
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.localAddress();
  }

  @Override
  public void close() {
    socket.close();
  }

  private static final class Pipeline extends ChannelInitializer<Channel> {
    private final SslContext tls;
    private final int most;
    private final List<NettyMount> mounts;
    private final AtomicInteger connections = new AtomicInteger();

    Pipeline(SslContext tls, int most, List<NettyMount> mounts) {
      this.tls = tls;
      this.most = most;
      this.mounts = mounts;
    }

    @Override
    protected void initChannel(Channel channel) {
      channel.closeFuture().addListener(closed -> connections.decrementAndGet());
      if (connections.incrementAndGet() > most) {
        channel.close();
        return;
      }
      if (tls != null) {
        channel.pipeline().addLast(tls.newHandler(channel.alloc()));
      }
      channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(1024));
      mounts.forEach(mount -> channel.pipeline().addLast(mount.handler()));
      channel.pipeline().addLast(new Page());
    }
  }

  /** The application's handler, which takes everything that comes that far. */
  private static final class Page extends SimpleChannelInboundHandler<Object> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) {
      assert message instanceof FullHttpRequest : message;
      FullHttpResponse page =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1,
              HttpResponseStatus.OK,
              Unpooled.copiedBuffer("a page", StandardCharsets.UTF_8));
      page.headers().set("Content-Length", page.content().readableBytes());
      context.writeAndFlush(page);
    }
  }
}
