package dev.hawser.transport.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.List;

/** Stands in a foreign HTTP pipeline and takes the connection over with the mount's request. */
final class MountHandler extends ChannelInboundHandlerAdapter {
  private final NettyMount mount;

  MountHandler(NettyMount mount) {
    this.mount = mount;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    Channel channel = context.channel();
    if (!(channel instanceof SocketChannel)) {
      throw new IllegalStateException(
          "a mount stands in the pipeline of a TCP connection, got " + channel);
    }
    if (context.executor() != channel.eventLoop()) {
      throw new IllegalStateException("a mount runs on the event loop, got an executor of its own");
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request && mount.takes(request)) {
      try {
        take(context, request);
      } finally {
        ReferenceCountUtil.release(message);
      }
    } else {
      context.fireChannelRead(message);
    }
  }

  private void take(ChannelHandlerContext context, HttpRequest request) {
    Channel channel = context.channel();
    ChannelConfig config = channel.config();
    config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    config.setOption(ChannelOption.AUTO_CLOSE, false);
    config.setOption(ChannelOption.TCP_NODELAY, true);
    config.setAutoRead(true);
    ChannelPipeline pipeline = context.pipeline();
    SslHandler tls = pipeline.get(SslHandler.class);
    if (tls != null) {
      tls.setCloseNotifyFlushTimeoutMillis(0);
      tls.setCloseNotifyReadTimeoutMillis(0);
    }
    List<ChannelHandler> http =
        pipeline.toMap().values().stream().dropWhile(handler -> !isCodec(handler)).toList();
    if (http.isEmpty()) {
      throw new IllegalStateException("no HTTP codec stands before the mount");
    }
    RequestReader reader = mount.reader(channel);
    pipeline.addLast(reader);
    // The codec last: what it has read beyond the request then meets the reader and nobody else.
    for (int i = http.size() - 1; i >= 0; i--) {
      pipeline.remove(http.get(i));
    }
    reader.judge(request);
  }

  private static boolean isCodec(ChannelHandler handler) {
    return handler instanceof HttpServerCodec
        || handler instanceof HttpRequestDecoder
        || handler instanceof HttpResponseEncoder;
  }
}
