package dev.hawser.transport.netty;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.http.HttpHead;
import dev.hawser.transport.AcceptDoor;
import dev.hawser.transport.AcceptWire;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Addresses;
import dev.hawser.transport.ByteDoor;
import dev.hawser.transport.HttpRequestReader;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Upgrade;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A socket that asked until it is a link or refused: reads one request head, or is given one by a
 * mount, then keeps what comes behind it, at most {@link #AHEAD} bytes and a read, for the link to
 * be.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is seen on the channel.
final class RequestReader extends ChannelInboundHandlerAdapter implements AcceptWire {
  private static final int AHEAD = 64 * 1024;
  private final Channel channel;
  private final Links links;
  private final AcceptDoor door;
  private final HttpRequestReader reader;
  private final Queue<ByteBuf> behind = new ArrayDeque<>(0);
  private int behindBytes;
  private boolean headSeen;
  private boolean answered;
  private boolean answerWritten;
  private boolean inputEnded;
  private boolean gone;

  /** Begins with that socket, on its loop: the deadline for its request runs from now. */
  RequestReader(Channel channel, ListenRequest request, Acceptor acceptor, Links links) {
    this.channel = channel;
    this.links = links;
    this.reader = new HttpRequestReader(request.options().limits().maxHeader());
    this.door = AcceptDoor.of(acceptor, request.options(), links.place(channel.eventLoop()), this);
  }

  /** What comes is no HTTP, not even before {@link #judge}: a mount's codec reads the request. */
  RequestReader mounted() {
    headSeen = true;
    return this;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!(message instanceof ByteBuf bytes) || answered || gone) {
      ReferenceCountUtil.release(message);
    } else if (headSeen) {
      keep(bytes);
    } else {
      ByteBuffer view = bytes.nioBuffer();
      headSeen = reader.take(view);
      bytes.skipBytes(bytes.readableBytes() - view.remaining());
      keep(bytes); // before the decision, which may come at once
      if (headSeen) {
        reader.report(door);
      }
    }
  }

  private void keep(ByteBuf bytes) {
    if (!bytes.isReadable()) {
      bytes.release();
      return;
    }
    behind.add(bytes);
    behindBytes += bytes.readableBytes();
    if (behindBytes > AHEAD) {
      channel.config().setAutoRead(false);
    }
  }

  /** Has a request decided on that a mount's codec read. */
  void judge(HttpRequest request) {
    HttpHead head;
    try {
      head = HttpHeads.of(request);
    } catch (IllegalArgumentException notHttp) {
      door.malformed(400, "no HTTP/1.1 request: " + notHttp.getMessage());
      return;
    }
    HttpRequestReader.report(head, door);
  }

  @Override
  public String remoteAddress() {
    return Addresses.text(channel.remoteAddress());
  }

  @Override
  public boolean secure() {
    return channel.pipeline().get(SslHandler.class) != null;
  }

  @Override
  public void refuse(HttpAnswer answer) {
    answered = true;
    discard();
    channel.config().setAutoRead(true);
    channel.write(HttpHeads.bytes(channel.alloc(), HttpHead.refusal(answer)));
    channel
        .writeAndFlush(
            HttpHead.hasBody(answer)
                ? Unpooled.wrappedBuffer(answer.body())
                : Unpooled.EMPTY_BUFFER)
        .addListener(
            written -> {
              answerWritten = true;
              if (inputEnded) {
                end();
              } else if (!gone) {
                ChannelEnd.endOutput(channel);
              }
            });
  }

  @Override
  public void upgrade(Headers answer, Upgrade upgrade) {
    answered = true;
    channel.write(HttpHeads.bytes(channel.alloc(), HttpHead.switching(answer)));
    NettyWire wire = new NettyWire(channel);
    wire.opened();
    ByteDoor link = upgrade.bytes(wire);
    wire.attach(link);
    wire.flush();
    links.remember(link);
    ChannelPipeline pipeline = channel.pipeline();
    ChannelHandlerContext to = pipeline.context(this);
    if (to == null) {
      links.forgetEnded(link);
      return;
    }
    pipeline.addLast(WireReader.NAME, new WireReader(wire, link, links));
    if (behindBytes > AHEAD) {
      channel.config().setAutoRead(true);
    }
    for (ByteBuf next = behind.poll(); next != null; next = behind.poll()) {
      to.fireChannelRead(next);
    }
    to.fireChannelReadComplete();
    pipeline.remove(this);
  }

  @Override
  public void drop() {
    gone = true;
    discard();
    ChannelEnd.drop(channel);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    boolean ended =
        event instanceof ChannelInputShutdownEvent
            || (event instanceof SslCloseCompletionEvent tls && tls.isSuccess());
    if (ended && !inputEnded) {
      inputEnded = true;
      // An answer under way is still written.
      if (!answered || answerWritten) {
        end();
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    end();
  }

  private void end() {
    if (!gone) {
      drop();
      door.gone();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {
    discard();
  }

  private void discard() {
    for (ByteBuf next = behind.poll(); next != null; next = behind.poll()) {
      next.release();
    }
  }
}
