package dev.hawser.conformance;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * A raw peer's connection as bytes and as ends: each way a stream can end is made here and told
 * from the others.
 *
 * <p>Not thread-safe, but one thread may read while another writes.
 */
final class RawStream implements AutoCloseable {
  private static final int MOMENT_MILLIS = 10;

  private final EndNotingSocket tcp;
  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  private RawStream(EndNotingSocket tcp, Socket socket, Duration patience) throws IOException {
    this.tcp = tcp;
    this.socket = socket;
    socket.setSoTimeout((int) patience.toMillis());
    tcp.setTcpNoDelay(true);
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 65536));
    this.out = socket.getOutputStream();
  }

  /** Returns a connection's stream in plain text. */
  static RawStream plain(EndNotingSocket tcp, Duration patience) throws IOException {
    return new RawStream(tcp, tcp, patience);
  }

  /** Returns a connection's stream over TLS, when its handshake is done. */
  static RawStream secure(EndNotingSocket tcp, SSLContext tls, boolean client, Duration patience)
      throws IOException {
    tcp.setSoTimeout((int) patience.toMillis());
    SSLSocket secure =
        (SSLSocket) tls.getSocketFactory().createSocket(tcp, "localhost", tcp.getPort(), true);
    secure.setUseClientMode(client);
    secure.startHandshake();
    return new RawStream(tcp, secure, patience);
  }

  /** Goes on over TLS, as a server. */
  RawStream secured(SSLContext tls) throws IOException {
    return secure(tcp, tls, false, Duration.ofMillis(tcp.getSoTimeout()));
  }

  int localPort() {
    return tcp.getLocalPort();
  }

  /** Returns what to read from. */
  DataInputStream in() {
    return in;
  }

  /** Writes these bytes. */
  void write(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new AssertionError("could not write " + bytes.length + " bytes: " + e, e);
    }
  }

  /** Waits for the end of the stream, which has to be the next thing, and tells how it ended. */
  RawPeer.End readEnd() {
    try {
      int b = in.read();
      if (b >= 0) {
        throw new AssertionError("on the wire: wanted the end of the stream, got byte " + b);
      }
      return tcp != socket && tcp.ended() ? RawPeer.End.TRUNCATED : RawPeer.End.ORDERLY;
    } catch (SocketTimeoutException e) {
      throw new AssertionError("on the wire: wanted the end of the stream, nothing came", e);
    } catch (SSLException e) {
      return e.getCause() instanceof SocketException ? RawPeer.End.RESET : RawPeer.End.TRUNCATED;
    } catch (IOException e) {
      return RawPeer.End.RESET;
    }
  }

  /** Tells whether the stream has ended; what comes instead is an error. */
  boolean endsNow() {
    try {
      int patience = socket.getSoTimeout();
      socket.setSoTimeout(MOMENT_MILLIS);
      try {
        int b = in.read();
        if (b >= 0) {
          throw new AssertionError("on the wire: wanted nothing but the end, got byte " + b);
        }
        return true;
      } finally {
        socket.setSoTimeout(patience);
      }
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Ends this direction: FIN, under TLS after close_notify. */
  void fin() {
    try {
      socket.shutdownOutput();
      if (!tcp.isOutputShutdown()) {
        tcp.shutdownOutput();
      }
    } catch (IOException e) {
      throw new AssertionError("could not end the stream: " + e, e);
    }
  }

  /** Ends this direction of TCP by FIN, under TLS without close_notify. */
  void truncate() {
    try {
      tcp.shutdownOutput();
    } catch (IOException e) {
      throw new AssertionError("could not end the stream: " + e, e);
    }
  }

  /** Breaks TLS off by the fatal alert bad_record_mac (20), as one does who was sent nonsense. */
  void alert() {
    tcp.damage();
    try {
      InputStream secure = socket.getInputStream();
      while (secure.read() >= 0) {
        // What came before is let go.
      }
    } catch (SSLException sent) {
      return;
    } catch (IOException e) {
      throw new AssertionError("could not send the alert: " + e, e);
    }
    throw new AssertionError("could not send the alert: the stream ended");
  }

  /** Ends the connection by RST. */
  void reset() {
    try {
      tcp.setSoLinger(true, 0);
      tcp.close();
    } catch (IOException e) {
      throw new AssertionError("could not reset: " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      tcp.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
