package dev.hawser.transport.netty;

import dev.hawser.transport.ProxyTalk;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.ByteBuffer;

/** Takes what a proxy says off the pipeline until the tunnel is there, then leaves it. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is seen on the channel.
final class ProxyReader extends ChannelInboundHandlerAdapter {
  private final ProxyTalk proxy;
  private final Runnable through;

  /** Runs that once the tunnel is there. */
  ProxyReader(ProxyTalk proxy, Runnable through) {
    this.proxy = proxy;
    this.through = through;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof ByteBuf bytes)) {
      context.fireChannelRead(message);
      return;
    }
    ByteBuffer answer;
    try {
      answer = proxy.take(bytes.nioBuffer());
    } finally {
      bytes.release();
    }
    if (answer.hasRemaining()) {
      context.writeAndFlush(Unpooled.wrappedBuffer(answer));
    } else if (proxy.through()) {
      context.pipeline().remove(this);
      through.run();
    }
  }
}
