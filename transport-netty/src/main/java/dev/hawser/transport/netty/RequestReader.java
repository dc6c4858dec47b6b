package dev.hawser.transport.netty;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.transport.AcceptDoor;
import dev.hawser.transport.AcceptWire;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.ByteDoor;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Upgrade;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;

/**
 * A socket that asked until it is a link or refused: takes one request head from the decoder before
 * it, or from a mount, then keeps what comes behind it, at most {@link #AHEAD} bytes and a read,
 * for the link to be.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is seen on the channel.
final class RequestReader extends ChannelInboundHandlerAdapter implements AcceptWire {
  private static final int AHEAD = 64 * 1024;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** What says where an answer ends: only this class may. */
  private static final Set<String> FRAMING =
      Set.of("connection", "content-length", "transfer-encoding");

  private final Channel channel;
  private final Links links;
  private final AcceptDoor door;
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
    this.door = AcceptDoor.of(acceptor, request.options(), links.place(channel.eventLoop()), this);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request && !headSeen) {
      // What follows is no HTTP any more, so the decoder goes before it sees it.
      context.pipeline().remove(HttpRequestDecoder.class);
      judge(request);
    } else if (message instanceof ByteBuf bytes && !answered && !gone) {
      behind.add(bytes);
      behindBytes += bytes.readableBytes();
      if (behindBytes > AHEAD) {
        channel.config().setAutoRead(false);
      }
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  /** Has the request decided on; what comes from now on is no HTTP. */
  void judge(HttpRequest request) {
    headSeen = true;
    DecoderResult parsed = request.decoderResult();
    if (parsed.isFailure()) {
      malformed(parsed.cause());
    } else if (hasBody(request)) {
      door.malformed(400, "an upgrade request has no body");
    } else {
      Headers fields;
      try {
        fields = HttpHeads.fields(request.headers());
      } catch (IllegalArgumentException notHttp) {
        door.malformed(400, String.valueOf(notHttp.getMessage()));
        return;
      }
      door.request(
          request.method().name(), request.uri(), request.protocolVersion().text(), fields);
    }
  }

  private void malformed(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      door.malformed(414, "the request line is too long");
    } else if (cause instanceof TooLongHttpHeaderException) {
      door.malformed(431, "the header section is too long");
    } else {
      door.malformed(400, "no HTTP/1.1 request: " + cause.getMessage());
    }
  }

  private static boolean hasBody(HttpRequest request) {
    String length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
    return request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
        || (length != null && !length.strip().equals("0"));
  }

  @Override
  public String remoteAddress() {
    return HttpHeads.text(channel.remoteAddress());
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
    int status = answer.status();
    Headers fields = Headers.empty();
    for (Headers.Field field : answer.headers().fields()) {
      if (!FRAMING.contains(field.name().toLowerCase(Locale.ROOT))) {
        fields = fields.with(field.name(), field.value());
      }
    }
    // RFC 9110 s.8.6: a 204 has no length.
    if (status != 204) {
      fields = fields.with("Content-Length", String.valueOf(answer.body().remaining()));
    }
    // RFC 9110 s.7.8: whoever names a protocol says so here too.
    fields =
        fields.with("Connection", fields.all("Upgrade").isEmpty() ? "close" : "Upgrade, close");
    String startLine = "HTTP/1.1 " + HttpResponseStatus.valueOf(status);
    channel.write(HttpHeads.bytes(channel.alloc(), startLine, fields));
    channel
        .writeAndFlush(Unpooled.wrappedBuffer(status == 204 ? NOTHING : answer.body()))
        .addListener(
            written -> {
              answerWritten = true;
              if (inputEnded) {
                end();
              } else if (!gone) {
                NettyWire.endOutput(channel);
              }
            });
  }

  @Override
  public void upgrade(Headers answer, Upgrade upgrade) {
    answered = true;
    channel.write(HttpHeads.bytes(channel.alloc(), "HTTP/1.1 101 Switching Protocols", answer));
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
    NettyWire.drop(channel);
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
