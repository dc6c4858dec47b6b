package dev.hawser.conformance.plain;

import dev.hawser.close.TransportEnd;
import dev.hawser.conformance.EndNotingSocket;
import dev.hawser.transport.ByteDoor;
import dev.hawser.transport.LinkThread;
import dev.hawser.transport.SerialThread;
import dev.hawser.transport.Wire;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What a link writes to and hears from: one socket.
 *
 * <p>One thread reads; another is borrowed for writes, which may block, so that the link's thread
 * never does.
 */
final class PlainLine implements Wire, AutoCloseable {
  private static final int ROOM = 16 * 1024;

  private final LinkThread thread;
  private final PlainSocketTransport transport;
  private final Tap tap;
  private final SerialThread writer;
  private final EndNotingSocket tcp;
  private final PlainReading reading = new PlainReading(this);

  private volatile Socket socket;
  private volatile @Nullable ByteDoor door;
  private volatile boolean dropped;
  private boolean peerEnded;
  private boolean open;
  private @Nullable ByteBuffer room;

  PlainLine(LinkThread thread, PlainSocketTransport transport, Tap tap) {
    this(thread, transport, tap, new EndNotingSocket());
  }

  PlainLine(LinkThread thread, PlainSocketTransport transport, Tap tap, EndNotingSocket accepted) {
    this.thread = thread;
    this.transport = transport;
    this.tap = tap;
    this.tcp = accepted;
    this.socket = accepted;
    this.writer = new SerialThread(transport.threads());
    transport.remember(this);
  }

  /** Names who is told, and gives it this wire. */
  void attach(ByteDoor told) {
    door = told;
    told.wire(this);
  }

  /** Names who is told; the wire is known. */
  void over(ByteDoor told) {
    door = told;
  }

  EndNotingSocket tcp() {
    return tcp;
  }

  Socket socket() {
    return socket;
  }

  /** From now on everything goes through TLS. */
  void secured(Socket tls) {
    socket = tls;
  }

  LinkThread thread() {
    return thread;
  }

  boolean dropped() {
    return dropped;
  }

  /** From now on a drop before the peer ended is a reset. */
  void opened() {
    open = true;
  }

  private void handshake(byte[] head, byte[] body) {
    submit(
        () -> {
          put(head);
          put(body);
        });
  }

  /** Writes a head and a body. */
  void handshake(String head, byte[] body) {
    handshake(PlainHttp.latin1(tap.head(head)), body);
  }

  /** Writes a head, one Latin-1 byte a character. */
  void handshake(String head) {
    handshake(PlainHttp.latin1(tap.head(head)), new byte[0]);
  }

  /** Returns what to read from, the handshake first. */
  InputStream input() throws IOException {
    return new BufferedInputStream(tap.reading(socket.getInputStream()));
  }

  @Override
  public ByteBuffer room(int bytes) {
    ByteBuffer current = room;
    if (current == null || current.remaining() < bytes) {
      hand();
      current = ByteBuffer.allocate(Math.max(bytes, ROOM));
      room = current;
    }
    return current;
  }

  @Override
  public void flush() {
    hand();
  }

  private void hand() {
    ByteBuffer full = room;
    room = null;
    if (full == null || full.position() == 0 || dropped) {
      return;
    }
    byte[] bytes = new byte[full.flip().remaining()];
    full.get(bytes);
    submit(
        () -> {
          put(tap.out(bytes));
          tell(to -> to.written(bytes.length));
        });
  }

  private interface Write {
    void run() throws IOException;
  }

  private void submit(Write write) {
    try {
      writer.execute(
          () -> {
            try {
              write.run();
            } catch (IOException e) {
              // The reader tells how the line ended, and what came before it.
              reading.go(true);
            }
          });
    } catch (RejectedExecutionException closing) {
      drop();
    }
  }

  private void put(byte[] bytes) throws IOException {
    if (bytes.length > 0) {
      socket.getOutputStream().write(bytes);
    }
  }

  @Override
  public void read(boolean on) {
    reading.go(on);
  }

  @Override
  public void shutdownOutput() {
    hand();
    if (!tap.ends()) {
      return;
    }
    submit(
        () -> {
          socket.shutdownOutput();
          if (!tcp.isOutputShutdown()) {
            tcp.shutdownOutput();
          }
        });
  }

  @Override
  public void drop() {
    if (dropped) {
      return;
    }
    dropped = true;
    read(true);
    transport.forget(this);
    try {
      if (open && !peerEnded) {
        tcp.setSoLinger(true, 0);
      }
      tcp.close();
    } catch (IOException alreadyGone) {
      return; // Nothing is left to end.
    }
  }

  /** Reads until the end and tells the link; returns when there is nothing more to read. */
  void readOn(InputStream in) {
    reading.run(in);
  }

  /** A chunk was read. */
  void came(byte[] chunk) {
    byte[] bytes = tap.in(chunk);
    tell(to -> to.bytes(ByteBuffer.wrap(bytes), true));
  }

  /** The end of the stream was read. */
  void cameToAnEnd() {
    TransportEnd end = end();
    tell(
        to -> {
          peerEnded = true;
          to.eof(end);
        });
  }

  private TransportEnd end() {
    if (socket == tcp) {
      return TransportEnd.FIN;
    }
    return tcp.ended() ? TransportEnd.TLS_TRUNCATED : TransportEnd.TLS_CLOSE_NOTIFY;
  }

  /** Tells the link that the line is gone. */
  void fail(IOException lost) {
    int alert = PlainTls.alert(lost);
    tell(
        to -> {
          if (alert >= 0) {
            to.alerted(alert, lost);
          } else {
            to.failed(PlainTls.end(lost), lost);
          }
        });
  }

  /** Something the link is told. */
  interface Report {
    void to(ByteDoor door);
  }

  /** Tells the link something, on its thread. */
  void tell(Report report) {
    try {
      thread.execute(
          () -> {
            ByteDoor told = door;
            if (told != null) {
              report.to(told);
            }
          });
    } catch (RejectedExecutionException closed) {
      drop(); // The transport ended the link before.
    }
  }

  /** Ends the link with the transport. */
  @Override
  public void close() {
    ByteDoor link = door;
    if (link == null) {
      drop();
    } else {
      link.link().abort();
    }
  }
}
