package dev.hawser.transport.netty;

import dev.hawser.close.Unreachability;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.transport.ByteDoor;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to an upgrade request, then leaves the pipeline with its decoder.
 *
 * <p>A 101 counts as soon as its head is whole, and the bytes behind it go on as they are. Another
 * answer counts when its body ends, by length, by chunks or with the stream, or when as much of it
 * came as is kept: a peer that keeps the connection open is not waited for.
 */
final class AnswerReader extends ChannelInboundHandlerAdapter {
  private final ByteDoor door;
  private final NettyWire wire;
  private final int maxHeader;
  private final Decoder decoder;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
  private @Nullable HttpResponse head;
  private boolean done;

  /** Reports to that door; a longer header section is a bad answer. */
  AnswerReader(ByteDoor door, NettyWire wire, int maxHeader) {
    this.door = door;
    this.wire = wire;
    this.maxHeader = maxHeader;
    this.decoder = new Decoder(maxHeader);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    added.pipeline().addBefore(added.name(), null, decoder);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf) {
      context.fireChannelRead(message);
      return;
    }
    try {
      if (message instanceof Foreign foreign) {
        bad(foreign.text(), null);
      } else if (message instanceof HttpResponse response) {
        head(context, response);
      }
      if (message instanceof HttpContent content) {
        content(content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void head(ChannelHandlerContext context, HttpResponse response) {
    DecoderResult parsed = response.decoderResult();
    if (parsed.isFailure()) {
      malformed(parsed.cause());
      return;
    }
    head = response;
    if (response.status().code() == 101) {
      wire.opened();
      answer();
      context.pipeline().remove(decoder);
      context.pipeline().remove(this);
    }
  }

  private void content(HttpContent content) {
    HttpResponse answered = head;
    if (answered == null) {
      return;
    }
    boolean last = content instanceof LastHttpContent;
    // RFC 9110 s.15.2: an interim answer precedes the one that counts.
    if (answered.status().code() < 200) {
      head = last ? null : answered;
      return;
    }
    int room = HttpAnswer.MAX_BODY - body.size();
    try {
      ByteBuf bytes = content.content();
      bytes.readBytes(body, Math.min(room, bytes.readableBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (last || body.size() == HttpAnswer.MAX_BODY) {
      answer();
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
    HttpResponse answered = head;
    if (!done && answered == null && decoder.begun) {
      door.answerCut();
    }
    if (answered != null && answered.status().code() >= 200) {
      answer();
    }
  }

  private void answer() {
    HttpResponse answered = head;
    if (done || answered == null) {
      return;
    }
    Headers fields;
    try {
      fields = HttpHeads.fields(answered.headers());
    } catch (IllegalArgumentException notHttp) {
      bad(String.valueOf(notHttp.getMessage()), null);
      return;
    }
    done = true;
    door.response(
        new HttpAnswer(answered.status().code(), fields, ByteBuffer.wrap(body.toByteArray())));
  }

  private void malformed(Throwable cause) {
    if (cause instanceof PrematureChannelClosureException) {
      return; // The stream's end is told by whoever comes next in the pipeline.
    }
    if (cause instanceof TooLongFrameException) {
      bad("the answer's header section is longer than " + maxHeader + " bytes", cause);
    } else {
      bad("the answer is no HTTP/1.1: " + cause.getMessage(), cause);
    }
  }

  private void bad(String text, @Nullable Throwable cause) {
    if (!done) {
      done = true;
      door.unreachable(Unreachability.BAD_ANSWER, text, cause);
    }
  }

  /** Bytes that begin as no HTTP answer does. */
  private record Foreign(String text) {}

  /** Netty's decoder behind a look at the first bytes, which it would wait long to give up on. */
  private static final class Decoder extends HttpResponseDecoder {
    private static final byte[] BEGINNING = "HTTP/".getBytes(StandardCharsets.US_ASCII);
    private static final int TLS_ALERT = 21;
    private static final int SHOWN = 16;

    private boolean begun;

    Decoder(int maxHeader) {
      super(new HttpDecoderConfig().setMaxInitialLineLength(maxHeader).setMaxHeaderSize(maxHeader));
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out)
        throws Exception {
      if (!begun) {
        int known = Math.min(bytes.readableBytes(), BEGINNING.length);
        for (int i = 0; i < known; i++) {
          if (bytes.getByte(bytes.readerIndex() + i) != BEGINNING[i]) {
            out.add(new Foreign(foreign(bytes)));
            bytes.skipBytes(bytes.readableBytes());
            return;
          }
        }
        if (known < BEGINNING.length) {
          return;
        }
        begun = true;
      }
      super.decode(context, bytes, out);
    }

    private static String foreign(ByteBuf bytes) {
      if (bytes.getByte(bytes.readerIndex()) == TLS_ALERT) {
        return "the peer speaks TLS; the URL's scheme must be wss";
      }
      StringBuilder shown = new StringBuilder();
      for (int i = 0; i < Math.min(SHOWN, bytes.readableBytes()); i++) {
        char c = (char) (bytes.getByte(bytes.readerIndex() + i) & 0xFF);
        shown.append(c >= ' ' && c < 127 ? c : '?');
      }
      return "the peer speaks no HTTP; it began with '" + shown + "'";
    }
  }
}
