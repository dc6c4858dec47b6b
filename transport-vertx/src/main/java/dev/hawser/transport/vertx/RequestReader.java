package dev.hawser.transport.vertx;

import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import dev.hawser.http.HttpHead;
import dev.hawser.transport.AcceptDoor;
import dev.hawser.transport.AcceptWire;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.ByteDoor;
import dev.hawser.transport.HttpRequestReader;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Upgrade;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An accepted socket until it is a link or refused: reads one request head, then keeps what comes
 * behind it, at most {@link #AHEAD} bytes and a read, for the link to be.
 */
final class RequestReader implements AcceptWire {
  private static final int AHEAD = 64 * 1024;

  private final NetSocket socket;
  private final @Nullable Line line;
  private final Loop loop;
  private final VertxTransport transport;
  private final HttpRequestReader reader;
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
    this.reader = new HttpRequestReader(request.options().limits().maxHeader());
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
    ByteBuffer view = ByteBuffer.wrap(bytes.getBytes());
    if (reader.take(view)) {
      headSeen = true;
      keep(bytes.slice(view.position(), bytes.length())); // before the decision
      reader.report(door);
    }
  }

  private void keep(Buffer bytes) {
    behind.appendBuffer(bytes);
    if (behind.length() > AHEAD) {
      socket.pause();
    }
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
    Buffer bytes = HttpHeads.bytes(HttpHead.refusal(answer));
    if (HttpHead.hasBody(answer)) {
      byte[] body = new byte[answer.body().remaining()];
      answer.body().duplicate().get(body);
      bytes.appendBytes(body);
    }
    socket.write(bytes).onComplete(written -> answered(), failed -> end());
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
    wire.head(HttpHeads.bytes(HttpHead.switching(answer)));
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
      socket.resume(); // what waits in the socket comes by it, and all that follows
    } else {
      reader.past();
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
}
