package dev.hawser.benchmarks.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What stands behind every gateway: a raw Netty server in a process of its own.
 *
 * <p>It answers each frame with itself; on a path that ends in {@code /flood} it sends {@link
 * #FLOOD} bytes as fast as they are taken. A line of input is answered by how many bytes of floods
 * the system took since the last one.
 */
final class Upstream {
  /** The bytes offered to each client of a flood. */
  static final long FLOOD = 200L * 1000 * 1000;

  private static final int PIECE = 64 * 1000;
  private static final ByteBuf BYTES = Unpooled.unreleasableBuffer(Unpooled.directBuffer(PIECE));
  private static final AtomicLong TAKEN = new AtomicLong();

  private Upstream() {}

  /** Binds a free port of the loopback, prints it alone on a line and serves until killed. */
  public static void main(String[] args) throws InterruptedException, IOException {
    Channel channel =
        new ServerBootstrap()
            .group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel child) {
                    child
                        .pipeline()
                        .addLast(
                            new FlushConsolidationHandler(256, true),
                            new HttpServerCodec(),
                            new HttpObjectAggregator(8192),
                            new WebSocketServerProtocolHandler(
                                "/", null, false, 1 << 20, false, true),
                            new Behaviour());
                  }
                })
            .bind("127.0.0.1", 0)
            .sync()
            .channel();
    System.out.println(((InetSocketAddress) channel.localAddress()).getPort());
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (lines.readLine() != null) {
      System.out.println(TAKEN.getAndSet(0));
    }
    System.exit(0);
  }

  private static final class Behaviour extends SimpleChannelInboundHandler<WebSocketFrame> {
    private long left;

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
      if (event instanceof HandshakeComplete complete && complete.requestUri().endsWith("/flood")) {
        left = FLOOD;
        flood(context);
      }
      super.userEventTriggered(context, event);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
      flood(context);
    }

    private void flood(ChannelHandlerContext context) {
      while (left > 0 && context.channel().isWritable()) {
        left -= PIECE;
        ByteBuf bytes = BYTES.duplicate().writerIndex(PIECE);
        ChannelFuture unused =
            context
                .writeAndFlush(new BinaryWebSocketFrame(bytes))
                .addListener(
                    done -> {
                      if (done.isSuccess()) {
                        TAKEN.addAndGet(PIECE);
                      }
                    });
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      ChannelFuture unused = context.writeAndFlush(frame.retain(), context.voidPromise());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      ChannelFuture unused = context.close();
    }
  }
}
