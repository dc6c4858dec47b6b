package dev.hawser.transport.vertx;

import dev.hawser.close.Unreachability;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.transport.ByteDoor;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to an upgrade request.
 *
 * <p>A 101 counts as soon as its head is whole, and the bytes behind it are no HTTP any more.
 * Another answer counts when its body ends, by length, by chunks or with the stream, or when as
 * much of it came as is kept: a peer that keeps the connection open is not waited for.
 */
final class AnswerReader {
  private static final byte[] BEGINNING = "HTTP/".getBytes(StandardCharsets.US_ASCII);
  private static final int TLS_ALERT = 21;
  private static final int SHOWN = 16;

  private final ByteDoor door;
  private final VertxWire wire;
  private final int maxHeader;
  private final EmbeddedChannel decoder;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
  private Buffer behind = Buffer.buffer();
  private Buffer beginning = Buffer.buffer();
  private boolean begun;
  private @Nullable HttpResponse head;
  private boolean done;

  /** Reports to that door; a longer header section is a bad answer. */
  AnswerReader(ByteDoor door, VertxWire wire, int maxHeader) {
    this.door = door;
    this.wire = wire;
    this.maxHeader = maxHeader;
    this.decoder =
        new EmbeddedChannel(
            new HttpResponseDecoder(
                new HttpDecoderConfig()
                    .setMaxInitialLineLength(maxHeader)
                    .setMaxHeaderSize(maxHeader)));
  }

  /** Takes the next bytes; returns whether what follows is no HTTP any more. */
  boolean read(Buffer bytes) {
    if (done) {
      return false;
    }
    if (begun) {
      decode(bytes);
    } else {
      begin(beginning.appendBuffer(bytes));
    }
    return done && head != null && head.status().code() == 101;
  }

  /** The bytes that came behind a 101. */
  Buffer behind() {
    return behind;
  }

  /** The decoder would wait long to give up on what begins as no HTTP answer does. */
  private void begin(Buffer bytes) {
    int known = Math.min(bytes.length(), BEGINNING.length);
    for (int i = 0; i < known; i++) {
      if (bytes.getByte(i) != BEGINNING[i]) {
        bad(foreign(bytes), null);
        return;
      }
    }
    if (known == BEGINNING.length) {
      begun = true;
      beginning = Buffer.buffer();
      decode(bytes);
    }
  }

  private static String foreign(Buffer bytes) {
    if (bytes.getByte(0) == TLS_ALERT) {
      return "the peer speaks TLS; the URL's scheme must be wss";
    }
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < Math.min(SHOWN, bytes.length()); i++) {
      char c = (char) bytes.getUnsignedByte(i);
      shown.append(c >= ' ' && c < 127 ? c : '?');
    }
    return "the peer speaks no HTTP; it began with '" + shown + "'";
  }

  private void decode(Buffer bytes) {
    decoder.writeInbound(Unpooled.wrappedBuffer(bytes.getBytes()));
    for (Object message = decoder.readInbound(); message != null; message = decoder.readInbound()) {
      try {
        message(message);
      } finally {
        ReferenceCountUtil.release(message);
      }
      if (done) {
        decoder.finishAndReleaseAll();
        return;
      }
    }
  }

  private void message(Object message) {
    if (message instanceof HttpResponse response) {
      head(response);
    }
    if (message instanceof HttpContent content && !done) {
      content(content);
    }
  }

  private void head(HttpResponse response) {
    DecoderResult parsed = response.decoderResult();
    if (parsed.isFailure()) {
      malformed(parsed.cause());
      return;
    }
    head = response;
    if (response.status().code() == 101) {
      // The decoder ends its message, then gives what it did not need.
      decoder.pipeline().removeFirst();
      for (Object rest = decoder.readInbound(); rest != null; rest = decoder.readInbound()) {
        if (rest instanceof ByteBuf more) {
          byte[] copy = new byte[more.readableBytes()];
          more.readBytes(copy);
          behind.appendBytes(copy);
        }
        ReferenceCountUtil.release(rest);
      }
      wire.opened();
      answer();
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

  /** The stream ended: a body that is cut short is still an answer, a head is not. */
  void cut() {
    HttpResponse answered = head;
    if (!done && answered == null && begun) {
      door.answerCut();
    }
    if (!done && answered != null && answered.status().code() >= 200) {
      answer();
    }
    decoder.finishAndReleaseAll();
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
      return; // The stream's end is told by whoever sees it.
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
}
