package dev.hawser.benchmarks.echo;

import io.netty.bootstrap.ServerBootstrap;
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
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.handler.flush.FlushConsolidationHandler;

/**
 * The fixed peer of every contender: a raw Netty server in a process of its own.
 *
 * <p>{@code /echo} answers each message with itself, {@code /sink} every {@link #BATCH}th, {@code
 * /source} each with {@link #BATCH} messages.
 */
final class PeerServer {
  /** Messages in one batch of {@code /sink} and {@code /source}. */
  static final int BATCH = 64;

  private PeerServer() {}

  /** Binds a free port of the loopback, prints it alone on a line and serves until killed. */
  public static void main(String[] args) throws InterruptedException {
    var loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    Channel channel =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
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
    System.out.println(((java.net.InetSocketAddress) channel.localAddress()).getPort());
    channel.closeFuture().sync();
  }

  private static final class Behaviour extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    private String path = "/echo";
    private int received;

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
      if (event instanceof HandshakeComplete complete) {
        path = complete.requestUri();
      }
      super.userEventTriggered(context, event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
      received++;
      int replies =
          switch (path) {
            case "/sink" -> received % BATCH == 0 ? 1 : 0;
            case "/source" -> BATCH;
            default -> 1;
          };
      for (int i = 0; i < replies; i++) {
        ChannelFuture unused =
            context.write(
                new TextWebSocketFrame(frame.content().retainedDuplicate()), context.voidPromise());
      }
      context.flush();
    }
  }
}
