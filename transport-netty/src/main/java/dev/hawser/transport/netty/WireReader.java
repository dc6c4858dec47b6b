package dev.hawser.transport.netty;

import dev.hawser.close.TransportEnd;
import dev.hawser.transport.ByteDoor;
import dev.hawser.transport.Trouble;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The last handler of a channel's pipeline: bytes and how they ended go to the link's door.
 *
 * <p>A buffer is held until it is known whether it was the last of its read, so that the usual read
 * of one buffer is one call.
 */
final class WireReader extends ChannelInboundHandlerAdapter {
  /** Its name in the pipeline. */
  static final String NAME = "hawser";

  private final NettyWire wire;
  private final ByteDoor door;
  private final Links links;
  private @Nullable ByteBuf held;
  private boolean inputEnded;
  private boolean removed;

  WireReader(NettyWire wire, ByteDoor door, Links links) {
    this.wire = wire;
    this.door = door;
    this.links = links;
  }

  /** The wire of the same channel. */
  NettyWire wire() {
    return wire;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof ByteBuf bytes) || removed) {
      ReferenceCountUtil.release(message);
      return;
    }
    ByteBuf before = held;
    held = bytes;
    wire.reading(true);
    if (before != null) {
      deliver(before, false);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    readEnd();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslCloseCompletionEvent goodBye && goodBye.isSuccess()) {
      inputEnd(TransportEnd.TLS_CLOSE_NOTIFY);
    } else if (event instanceof ChannelInputShutdownEvent) {
      SslHandler tls = context.pipeline().get(SslHandler.class);
      boolean secure = tls != null && tls.handshakeFuture().isSuccess();
      inputEnd(secure ? TransportEnd.TLS_TRUNCATED : TransportEnd.FIN);
    }
  }

  private void inputEnd(TransportEnd end) {
    readEnd();
    if (inputEnded) {
      return;
    }
    inputEnded = true;
    wire.inputEnded();
    Throwable trouble = wire.trouble();
    if (trouble == null) {
      door.eof(end);
    } else {
      door.failed(Trouble.end(trouble), trouble);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    readEnd();
    Throwable trouble = wire.trouble();
    door.failed(trouble == null ? TransportEnd.LOCAL : Trouble.end(trouble), trouble);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    readEnd();
    int alert = Trouble.alert(cause);
    if (alert < 0) {
      door.failed(Trouble.end(cause), cause);
    } else {
      door.alerted(alert, cause);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    removed = true;
    ReferenceCountUtil.release(held);
    held = null;
    wire.release();
    links.forgetEnded(door);
  }

  private void readEnd() {
    ByteBuf last = held;
    if (last != null) {
      held = null;
      deliver(last, true);
    }
    wire.reading(false);
  }

  private void deliver(ByteBuf bytes, boolean batchEnd) {
    try {
      if (bytes.nioBufferCount() == 1) {
        door.bytes(bytes.internalNioBuffer(bytes.readerIndex(), bytes.readableBytes()), batchEnd);
        return;
      }
      ByteBuffer[] parts = bytes.nioBuffers();
      for (int i = 0; i < parts.length; i++) {
        door.bytes(parts[i], batchEnd && i == parts.length - 1);
      }
    } finally {
      bytes.release();
    }
  }
}
