package dev.hawser.examples;

import dev.hawser.Server;
import dev.hawser.WebSockets;
import dev.hawser.time.WheelTimers;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.netty.NettyMount;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
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
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ForkJoinPool;

/** A WebSocket path beside the pages of an HTTP server on Netty that runs already. */
public final class MountedOnNetty {
  private MountedOnNetty() {}

  /** Takes the port, 8080 without one, and serves until the process ends. */
  public static void main(String[] args) throws InterruptedException {
    // snippet:netty-mount
    TransportContext context =
        new TransportContext(WheelTimers.shared(), ForkJoinPool.commonPool());
    NettyMount feed = NettyMount.at("/feed", context);

    Server server =
        WebSockets.server(feed)
            .onText((session, text) -> session.sendText(text))
            .onEnd((session, parting) -> System.err.println(parting.explain()))
            .start();
    // end
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
    Channel http =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(new Pipeline(feed))
            .bind(args.length == 0 ? 8080 : Integer.parseInt(args[0]))
            .sync()
            .channel();
    int port = ((InetSocketAddress) http.localAddress()).getPort();
    System.out.println("ws://localhost:" + port + "/feed");
    http.closeFuture().sync();
    server.close();
  }

  /** What each connection goes through. */
  private static final class Pipeline extends ChannelInitializer<Channel> {
    private final NettyMount feed;

    Pipeline(NettyMount feed) {
      this.feed = feed;
    }

    // snippet:netty-pipeline
    @Override
    protected void initChannel(Channel channel) {
      channel
          .pipeline()
          .addLast(new HttpServerCodec())
          .addLast(feed.handler()) // behind the codec, before the application
          .addLast(new HttpObjectAggregator(1 << 16))
          .addLast(new Pages());
    }
    // end
  }

  /** The HTTP server's own business. */
  private static final class Pages extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      FullHttpResponse page =
          new DefaultFullHttpResponse(
              request.protocolVersion(),
              HttpResponseStatus.OK,
              Unpooled.copiedBuffer("a page", StandardCharsets.UTF_8));
      page.headers().set(HttpHeaderNames.CONTENT_LENGTH, page.content().readableBytes());
      var unused = context.writeAndFlush(page);
    }
  }
}
