package dev.hawser.transport.netty;

import dev.hawser.close.Unreachability;
import dev.hawser.http.HttpAnswer;
import dev.hawser.transport.ByteDoor;
import dev.hawser.transport.HttpAnswerReader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Takes the answer to an upgrade request off the pipeline, then leaves it. */
final class AnswerReader extends ChannelInboundHandlerAdapter {
  private final ByteDoor door;
  private final NettyWire wire;
  private final HttpAnswerReader reader;
  private boolean done;

  /** Reports to that door; a longer header section is a bad answer. */
  AnswerReader(ByteDoor door, NettyWire wire, int maxHeader) {
    this.door = door;
    this.wire = wire;
    this.reader = new HttpAnswerReader(maxHeader);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof ByteBuf bytes)) {
      context.fireChannelRead(message);
      return;
    }
    if (done) {
      bytes.release();
      return;
    }
    ByteBuffer view = bytes.nioBuffer();
    int before = view.remaining();
    try {
      HttpAnswer answer = reader.take(view);
      if (answer != null && answer.status() == 101) {
        wire.opened();
        answer(answer);
        bytes.skipBytes(before - view.remaining());
        pass(context, bytes.retain());
      } else {
        answer(answer);
      }
    } catch (HttpAnswerReader.Bad bad) {
      done = true;
      door.unreachable(Unreachability.BAD_ANSWER, String.valueOf(bad.getMessage()), null);
    } finally {
      bytes.release();
    }
  }

  /** What is behind a 101 is no HTTP any more. */
  private void pass(ChannelHandlerContext context, ByteBuf behind) {
    if (behind.isReadable()) {
      context.fireChannelRead(behind);
    } else {
      behind.release();
    }
    context.pipeline().remove(this);
  }

  private void answer(@Nullable HttpAnswer answer) {
    if (!done && answer != null) {
      done = true;
      door.response(answer);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      cut();
    }
    context.fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cut();
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    cut();
    context.fireExceptionCaught(cause);
  }

  /** The stream ended: a body that is cut short is still an answer, a head is not. */
  private void cut() {
    if (!done && reader.amidHead()) {
      door.answerCut();
    }
    answer(reader.cut());
  }
}
