package dev.hawser.transport.vertx;

import dev.hawser.close.TransportEnd;
import dev.hawser.transport.ByteDoor;
import dev.hawser.transport.ProxyTalk;
import dev.hawser.transport.Trouble;
import io.netty.buffer.ByteBuf;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reports a socket's bytes, and how they ended, to the link's door. */
final class WireReader {
  private final Loop loop;
  private final NetSocket socket;
  private final VertxWire wire;
  private final ByteDoor door;
  private final VertxTransport transport;
  private @Nullable Line line;
  private @Nullable ProxyTalk proxy;
  private Runnable through = () -> {};
  private @Nullable AnswerReader answer;
  private @Nullable Buffer early;
  private @Nullable Throwable trouble;
  private boolean securing;
  private boolean secure;
  private boolean veiled;
  private boolean goodBye;
  private boolean inputEnded;

  WireReader(Loop loop, NetSocket socket, VertxWire wire, ByteDoor door, VertxTransport transport) {
    this.loop = loop;
    this.socket = socket;
    this.wire = wire;
    this.door = door;
    this.transport = transport;
  }

  /** Begins; what is under it is the connection under the socket where the Vert.x shows it. */
  void begin(@Nullable Line under, Runnable closed) {
    line = under;
    socket.handler(this::read);
    socket.exceptionHandler(this::failed);
    socket.endHandler(end -> ended());
    socket.closeHandler(
        end -> {
          closed.run();
          transport.forgetEnded(door);
        });
    socket.shutdownHandler(grace -> {}); // Links end one by one, not with who made them.
    if (under != null) {
      under.onInputEnd(this::behindBytes);
    }
  }

  /** Bytes are a proxy's until the tunnel is there; then that is run. */
  void tunnel(ProxyTalk talk, Runnable next) {
    proxy = talk;
    through = next;
    wire.head(HttpHeads.bytes(talk.begin()));
  }

  private void tunnelled(ProxyTalk talk, Buffer bytes) {
    ByteBuffer reply = talk.take(ByteBuffer.wrap(bytes.getBytes()));
    if (reply.hasRemaining()) {
      wire.head(HttpHeads.bytes(reply));
    } else if (talk.through()) {
      proxy = null;
      through.run();
    }
  }

  /** TLS begins: whether it succeeds is told by who began it. */
  void securing() {
    securing = true;
  }

  /** From now on bytes come through TLS, whose handler is null where it cannot be seen. */
  void secured(@Nullable SslHandler tls) {
    securing = false;
    secure = true;
    veiled = tls == null;
    if (tls != null) {
      tls.sslCloseFuture()
          .addListener(
              closed -> {
                if (closed.isSuccess() && !goodBye) {
                  goodBye = true;
                  behindBytes();
                }
              });
    }
  }

  /** Bytes are an HTTP answer until that has had its fill. */
  void await(AnswerReader reader) {
    answer = reader;
  }

  /** Delivers bytes that were read before, ahead of all others, once the link is open. */
  void precede(Buffer bytes) {
    if (bytes.length() > 0) {
      early = bytes;
      loop.execute(() -> read(Buffer.buffer()));
    }
  }

  private void read(Buffer bytes) {
    ProxyTalk talk = proxy;
    if (talk != null) {
      tunnelled(talk, bytes);
      return;
    }
    wire.reading(true);
    Buffer before = early;
    if (before != null) {
      early = null;
      feed(before);
    }
    AnswerReader first = answer;
    if (first == null) {
      feed(bytes);
    } else if (first.read(bytes)) {
      answer = null;
      feed(first.behind());
      past();
    }
    wire.reading(false);
  }

  /** Reads on past the socket where that shows its line, which has no TLS, and keeps nothing. */
  void past() {
    Line there = line;
    if (there != null && !secure && !wire.paused()) {
      wire.direct();
      there.take(bytes -> loop.dispatch(() -> take(bytes)), loop.memory());
    }
  }

  private void take(ByteBuf bytes) {
    wire.reading(true);
    try {
      Buffer before = early;
      if (before != null) {
        early = null;
        feed(before);
      }
      for (ByteBuffer part : bytes.nioBuffers()) {
        door.bytes(part, true);
      }
    } finally {
      bytes.release();
    }
    wire.reading(false);
  }

  private void feed(Buffer bytes) {
    if (bytes.length() > 0) {
      loop.slices(bytes, (ByteBuffer slice, boolean last) -> door.bytes(slice, last));
    }
  }

  /** The peer's direction ended, but its last bytes may wait in the socket's queue. */
  private void behindBytes() {
    if (wire.paused()) {
      wire.whenResumed(this::behindBytes);
    } else {
      inputEnd();
    }
  }

  private void inputEnd() {
    if (inputEnded) {
      return;
    }
    inputEnded = true;
    wire.inputEnded();
    cut();
    Throwable unwritten = wire.trouble();
    if (unwritten != null) {
      door.failed(Trouble.end(unwritten), unwritten);
      return;
    }
    door.eof(end());
  }

  private TransportEnd end() {
    if (goodBye) {
      return TransportEnd.TLS_CLOSE_NOTIFY;
    }
    return veiled ? TransportEnd.UNSEEN : secure ? TransportEnd.TLS_TRUNCATED : TransportEnd.FIN;
  }

  private void failed(Throwable cause) {
    if (securing && !Trouble.lineGone(cause)) {
      return;
    }
    if (trouble == null) {
      trouble = cause;
    }
    if (!wire.paused()) {
      report(cause);
    }
  }

  private void report(Throwable cause) {
    cut();
    int alert = Trouble.alert(cause);
    if (alert < 0) {
      door.failed(Trouble.end(cause), cause);
    } else {
      door.alerted(alert, cause);
    }
  }

  /** Both directions have ended and every byte is delivered. */
  private void ended() {
    Throwable cause = trouble;
    if (cause != null) {
      report(cause);
    } else {
      if (!wire.ending()) {
        inputEnd();
      }
      cut();
      door.failed(TransportEnd.LOCAL, null);
    }
    wire.release();
    transport.forgetEnded(door);
  }

  private void cut() {
    AnswerReader waiting = answer;
    if (waiting != null) {
      answer = null;
      waiting.cut();
    }
  }
}
