package dev.hawser.transport.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;

/** The ways to end a channel, plain or under TLS. On the channel's event loop. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is seen on the channel.
final class ChannelEnd {
  private ChannelEnd() {}

  /** Ends a channel's output: FIN, after TLS's close_notify. */
  static void endOutput(Channel channel) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls == null) {
      ((SocketChannel) channel).shutdownOutput();
    } else {
      tls.closeOutbound().addListener(said -> ((SocketChannel) channel).shutdownOutput());
    }
  }

  /** Answers a peer's good-bye, which TLS does with what goes out at once. */
  static void answerGoodBye(Channel channel) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.closeOutbound();
    }
  }

  /** Makes a reset of what {@link #drop} does next. */
  static void reset(Channel channel) {
    try {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    } catch (ChannelException alreadyClosed) {
      // Nothing is left to reset.
    }
  }

  /** Closes the channel from the pipeline's head, so that TLS cannot hold it up with good-byes. */
  static void drop(Channel channel) {
    ChannelHandlerContext first = channel.pipeline().firstContext();
    if (first == null) {
      channel.close();
    } else {
      first.close();
    }
  }
}
