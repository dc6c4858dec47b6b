package dev.hawser.transport.vertx;

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
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An accepted socket until it is a link or refused: reads one request head, then keeps what comes
 * behind it, at most {@link #AHEAD} bytes and a read, for the link to be.
 */
final class RequestReader implements AcceptWire {
  private static final int AHEAD = 64 * 1024;

  /** What says where an answer ends: only this class may. */
  private static final Set<String> FRAMING =
      Set.of("connection", "content-length", "transfer-encoding");

  private final NetSocket socket;
  private final @Nullable Line line;
  private final Loop loop;
  private final VertxTransport transport;
  private final EmbeddedChannel decoder;
  private final AcceptDoor door;
  private final Buffer behind = Buffer.buffer();
  private final Runnable closed;
  private final @Nullable SslHandler tls;
  private boolean headSeen;
  private boolean answered;
  private boolean answerWritten;
  private boolean inputEnded;
  private boolean upgraded;
  private boolean gone;

  /** Begins with that socket, on its loop. */
  RequestReader(Accepted accepted, ListenRequest request, Acceptor acceptor) {
    this.socket = accepted.socket();
    this.line = accepted.line();
    this.tls = accepted.tls();
    this.loop = accepted.loop();
    this.transport = accepted.transport();
    this.closed = accepted.closed();
    int maxHeader = request.options().limits().maxHeader();
    HttpRequestDecoder http =
        new HttpRequestDecoder(
            new HttpDecoderConfig().setMaxInitialLineLength(maxHeader).setMaxHeaderSize(maxHeader));
    this.decoder = new EmbeddedChannel(http, new FirstHead());
    this.door = AcceptDoor.of(acceptor, request.options(), loop.place(), this);
  }

  /**
   * An accepted socket.
   *
   * @param line the connection under it where the Vert.x shows it
   * @param tls its TLS, null for plain text
   * @param closed told when it is closed
   */
  record Accepted(
      NetSocket socket,
      @Nullable Line line,
      @Nullable SslHandler tls,
      Loop loop,
      VertxTransport transport,
      Runnable closed) {}

  /** Begins to read. */
  void begin() {
    socket.handler(this::read);
    socket.exceptionHandler(trouble -> end());
    socket.endHandler(over -> end());
    socket.closeHandler(over -> closed.run());
    socket.shutdownHandler(grace -> {}); // What was accepted lives on when the server goes.
    if (line != null) {
      line.onInputEnd(this::inputEnd);
    }
  }

  private void read(Buffer bytes) {
    if (answered || gone) {
      return;
    }
    if (headSeen) {
      keep(bytes);
      return;
    }
    decoder.writeInbound(Unpooled.wrappedBuffer(bytes.getBytes()));
    if (decoder.readInbound() instanceof HttpRequest request) {
      headSeen = true;
      for (Object rest = decoder.readInbound(); rest != null; rest = decoder.readInbound()) {
        if (rest instanceof ByteBuf more) {
          byte[] copy = new byte[more.readableBytes()];
          more.readBytes(copy);
          keep(Buffer.buffer(copy));
        }
        ReferenceCountUtil.release(rest);
      }
      decoder.finishAndReleaseAll();
      judge(request);
    }
  }

  private void keep(Buffer bytes) {
    behind.appendBuffer(bytes);
    if (behind.length() > AHEAD) {
      socket.pause();
    }
  }

  private void judge(HttpRequest request) {
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
    return HttpHeads.text(socket.remoteAddress());
  }

  @Override
  public boolean secure() {
    return socket.isSsl();
  }

  @Override
  public void refuse(HttpAnswer answer) {
    answered = true;
    socket.resume();
    int status = answer.status();
    Headers fields = unframed(answer.headers());
    // RFC 9110 s.8.6: a 204 has no length.
    if (status != 204) {
      fields = fields.with("Content-Length", String.valueOf(answer.body().remaining()));
    }
    // RFC 9110 s.7.8: whoever names a protocol says so here too.
    fields =
        fields.with("Connection", fields.all("Upgrade").isEmpty() ? "close" : "Upgrade, close");
    Buffer bytes = HttpHeads.bytes("HTTP/1.1 " + HttpResponseStatus.valueOf(status), fields);
    if (status != 204) {
      byte[] body = new byte[answer.body().remaining()];
      answer.body().duplicate().get(body);
      bytes.appendBytes(body);
    }
    socket.write(bytes).onComplete(written -> answered(), failed -> end());
  }

  /** Returns the fields that do not say where an answer ends. */
  static Headers unframed(Headers headers) {
    Headers fields = Headers.empty();
    for (Headers.Field field : headers.fields()) {
      if (!FRAMING.contains(field.name().toLowerCase(Locale.ROOT))) {
        fields = fields.with(field.name(), field.value());
      }
    }
    return fields;
  }

  private void answered() {
    answerWritten = true;
    if (inputEnded) {
      end();
    } else if (!gone) {
      if (line == null) {
        VertxWire.close(socket);
      } else {
        line.endOutput();
      }
    }
  }

  @Override
  public void upgrade(Headers answer, Upgrade upgrade) {
    answered = true;
    upgraded = true;
    VertxWire wire = new VertxWire(loop, socket, line, () -> VertxWire.close(socket));
    wire.head(HttpHeads.bytes("HTTP/1.1 101 Switching Protocols", answer));
    wire.opened();
    ByteDoor link = upgrade.bytes(wire);
    wire.attach(link);
    wire.flush();
    transport.remember(link);
    WireReader reader = new WireReader(loop, socket, wire, link, transport);
    reader.begin(line, closed);
    if (secure()) {
      reader.secured(tls);
    }
    reader.precede(behind);
    if (behind.length() > AHEAD) {
      socket.resume();
    }
  }

  @Override
  public void drop() {
    gone = true;
    if (line == null) {
      VertxWire.close(socket);
    } else {
      line.drop(false);
    }
  }

  private void inputEnd() {
    if (upgraded || inputEnded) {
      return;
    }
    inputEnded = true;
    // An answer under way is still written.
    if (!answered || answerWritten) {
      end();
    }
  }

  private void end() {
    if (!gone && !upgraded) {
      drop();
      door.gone();
    }
  }

  /** What follows a head is no HTTP any more, so the decoder goes before it sees it. */
  private static final class FirstHead extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      context.fireChannelRead(message);
      if (message instanceof HttpRequest) {
        context.pipeline().remove(HttpRequestDecoder.class);
      }
    }
  }
}
