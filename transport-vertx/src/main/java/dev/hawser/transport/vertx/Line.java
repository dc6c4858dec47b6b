package dev.hawser.transport.vertx;

import dev.hawser.transport.SocketBuffers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection that can do what a Vert.x socket cannot: end one direction, and end at once.
 *
 * <p>Used on its event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is seen on the channel.
final class Line extends NioSocketChannel {
  private boolean inputEnded;
  private @Nullable Runnable told;
  private @Nullable Consumer<ByteBuf> taker;
  private @Nullable LineMemory memory;

  /** A connection to be made. */
  Line() {
    begin();
  }

  /** A connection that was accepted. */
  Line(Channel parent, SocketChannel accepted) {
    super(parent, accepted);
    begin();
  }

  private void begin() {
    config().setAllowHalfClosure(true).setAutoClose(false);
    config().setRecvByteBufAllocator(new Reading());
    pipeline().addLast("hawser", new Tap());
  }

  /** Bounds what the operating system keeps for the connection. */
  void keep(SocketBuffers buffers) {
    try {
      if (buffers.send() > 0) {
        config().setSendBufferSize(buffers.send());
      }
      if (buffers.receive() > 0) {
        config().setReceiveBufferSize(buffers.receive());
      }
    } catch (ChannelException alreadyClosed) {
      // Nothing is left to keep anything for.
    }
  }

  /** Has that told when the peer's direction ends, at once where it ended before. */
  void onInputEnd(Runnable listener) {
    told = listener;
    if (inputEnded) {
      listener.run();
    }
  }

  /** Has that take what comes from now on, past the socket; it gives each buffer back. */
  void take(Consumer<ByteBuf> all, LineMemory shared) {
    taker = all;
    memory = shared;
  }

  /** Ends our direction: FIN, after TLS's close_notify. */
  void endOutput() {
    SslHandler tls = pipeline().get(SslHandler.class);
    if (tls == null) {
      shutdownOutput();
    } else {
      tls.closeOutbound().addListener(said -> shutdownOutput());
    }
  }

  /** Says good-bye in TLS, if it goes out at once. */
  void sayGoodBye() {
    SslHandler tls = pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.closeOutbound();
    }
  }

  /** Ends TCP at once, by a reset or in order. */
  void drop(boolean reset) {
    if (reset) {
      try {
        config().setOption(ChannelOption.SO_LINGER, 0);
      } catch (ChannelException alreadyClosed) {
        // Nothing is left to reset.
      }
    }
    // From the pipeline's head, so that neither TLS nor what waits to be written holds it up.
    ChannelHandlerContext first = pipeline().firstContext();
    if (first == null) {
      close();
    } else {
      first.close();
    }
  }

  /** Reads into memory that the loop's lines share, once the line is read past its socket. */
  @SuppressWarnings("deprecation") // Netty's own signature.
  private final class Reading extends AdaptiveRecvByteBufAllocator {
    @Override
    public Handle newHandle() {
      return new DelegatingHandle(super.newHandle()) {
        @Override
        public ByteBuf allocate(ByteBufAllocator otherwise) {
          LineMemory known = memory;
          ByteBuf shared = known == null ? null : known.read();
          return shared == null ? super.allocate(otherwise) : shared;
        }
      };
    }
  }

  /** Looks out for the end of the peer's direction. */
  private final class Tap extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      Consumer<ByteBuf> direct = taker;
      if (direct != null && message instanceof ByteBuf bytes) {
        direct.accept(bytes);
      } else {
        context.fireChannelRead(message);
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      context.fireUserEventTriggered(event);
      if (event instanceof ChannelInputShutdownEvent && !inputEnded) {
        inputEnded = true;
        if (told != null) {
          told.run();
        }
      }
    }
  }
}
