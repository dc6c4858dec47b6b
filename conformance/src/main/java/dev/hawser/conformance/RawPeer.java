package dev.hawser.conformance;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/**
 * The other end of a connection, spelled out in bytes on a blocking socket.
 *
 * <p>It shares no code with the library, so that a mistake both sides make shows. Not thread-safe,
 * but one thread may read while another writes. What does not come within the kit's patience is an
 * {@link AssertionError}.
 */
public final class RawPeer implements AutoCloseable {
  private static final int MOMENT_MILLIS = 10;

  private final EndNotingSocket tcp;
  private final Socket socket;
  private final boolean client;
  private final DataInputStream in;
  private final OutputStream out;

  /** How a stream ended. */
  public enum End {
    /** In order, by FIN and under TLS by close_notify. */
    ORDERLY,
    /** By RST. */
    RESET,
    /** By FIN under TLS without close_notify. */
    TRUNCATED
  }

  RawPeer(EndNotingSocket tcp, Socket socket, boolean client, Duration patience)
      throws IOException {
    this.tcp = tcp;
    this.socket = socket;
    this.client = client;
    socket.setSoTimeout((int) patience.toMillis());
    tcp.setTcpNoDelay(true);
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 65536));
    this.out = socket.getOutputStream();
  }

  /** Connects as a client. */
  public static RawPeer connect(InetSocketAddress address, Duration patience) throws IOException {
    EndNotingSocket tcp = new EndNotingSocket();
    tcp.connect(address);
    return new RawPeer(tcp, tcp, true, patience);
  }

  /** Connects as a client over TLS. */
  static RawPeer connect(InetSocketAddress address, SSLContext tls, Duration patience)
      throws IOException {
    EndNotingSocket tcp = new EndNotingSocket();
    tcp.connect(address);
    tcp.setSoTimeout((int) patience.toMillis());
    SSLSocket secure =
        (SSLSocket) tls.getSocketFactory().createSocket(tcp, "localhost", address.getPort(), true);
    secure.setUseClientMode(true);
    secure.startHandshake();
    return new RawPeer(tcp, secure, true, patience);
  }

  /** Goes on over TLS, as a server that proves that identity. */
  RawPeer secured(Identity identity) {
    try {
      SSLSocket secure =
          (SSLSocket) identity.context().getSocketFactory().createSocket(tcp, "localhost", 0, true);
      secure.setUseClientMode(false);
      secure.startHandshake();
      return new RawPeer(tcp, secure, client, Duration.ofMillis(tcp.getSoTimeout()));
    } catch (IOException e) {
      throw new AssertionError("on the wire: wanted TLS, got " + e, e);
    }
  }

  /** Goes on over TLS, as a server whose identity the other end must not take. */
  void refusedBy(Identity identity) {
    try (RawPeer peer = secured(identity)) {
      peer.readGone();
    } catch (AssertionError refused) {
      if (!(refused.getCause() instanceof IOException)) {
        throw refused;
      }
    }
  }

  /** Returns the port of this end. */
  public int localPort() {
    return tcp.getLocalPort();
  }

  /** Reads a head up to and with its empty line. */
  public String readHead() {
    StringBuilder head = new StringBuilder();
    try {
      if (RawBytes.readHead(in, head)) {
        return head.toString();
      }
    } catch (IOException e) {
      throw new AssertionError("wanted an HTTP head after '" + head + "', got " + e, e);
    }
    throw new AssertionError("wanted an HTTP head, the stream ended after '" + head + "'");
  }

  /** Reads everything up to the end of the stream. */
  public byte[] readRest() {
    try {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError("wanted the end of the stream, got " + e, e);
    }
  }

  /** Reads exactly so many bytes. */
  public byte[] readBytes(int count) {
    try {
      return RawBytes.read(in, count);
    } catch (IOException e) {
      throw new AssertionError("wanted " + count + " bytes, got " + e, e);
    }
  }

  /** Reads one frame. */
  public RawFrame readFrame() {
    try {
      return RawBytes.readFrame(in);
    } catch (EOFException e) {
      throw new AssertionError("wanted a frame, the stream ended", e);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("wanted a frame, nothing came", e);
    } catch (IOException e) {
      throw new AssertionError("wanted a frame, got " + e, e);
    }
  }

  /** Reads a frame that has to be a Close of that code; -1 for an empty one. */
  public RawFrame readClose(int code) {
    RawFrame frame = readFrame();
    if (frame.opcode() != RawFrame.CLOSE || frame.closeCode() != code) {
      throw new AssertionError("on the wire: wanted a Close " + code + ", got " + frame);
    }
    return frame;
  }

  /** Reads a whole message that has to be of that opcode, fragments joined. */
  public byte[] readMessage(int opcode) {
    RawFrame frame = readFrame();
    if (frame.opcode() != opcode) {
      throw new AssertionError("on the wire: wanted opcode " + opcode + ", got " + frame);
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(frame.payload());
    while (!frame.fin()) {
      frame = readFrame();
      if (frame.opcode() != RawFrame.CONTINUATION) {
        throw new AssertionError("on the wire: wanted a continuation, got " + frame);
      }
      joined.writeBytes(frame.payload());
    }
    return joined.toByteArray();
  }

  /** Reads a whole text message. */
  public String readText() {
    return new String(readMessage(RawFrame.TEXT), StandardCharsets.UTF_8);
  }

  /** Waits for the end of the stream, which has to be the next thing, and tells how it ended. */
  public End readEnd() {
    try {
      int b = in.read();
      if (b >= 0) {
        throw new AssertionError("on the wire: wanted the end of the stream, got byte " + b);
      }
      return tcp != socket && tcp.ended() ? End.TRUNCATED : End.ORDERLY;
    } catch (SocketTimeoutException e) {
      throw new AssertionError("on the wire: wanted the end of the stream, nothing came", e);
    } catch (SSLException e) {
      return e.getCause() instanceof SocketException ? End.RESET : End.TRUNCATED;
    } catch (IOException e) {
      return End.RESET;
    }
  }

  /** Waits for the other end to let go, however it does: nothing but the end may come. */
  public void readGone() {
    var unused = readEnd();
  }

  /** Tells whether the stream has ended; what comes instead is an error. */
  public boolean endsNow() {
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

  /** Writes these bytes. */
  public void send(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new AssertionError("could not write " + bytes.length + " bytes: " + e, e);
    }
  }

  /** Writes these characters, a byte each. */
  public void send(String latin1) {
    send(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Writes one frame, masked as this end has to. */
  public void sendFrame(int opcode, boolean fin, byte[] payload) {
    send(frame(opcode, fin, payload));
  }

  /** Writes one whole text message. */
  public void sendText(String message) {
    sendFrame(RawFrame.TEXT, true, message.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a Close. */
  public void sendClose(int code, String text) {
    sendFrame(RawFrame.CLOSE, true, RawFrame.closePayload(code, text));
  }

  /**
   * Writes one frame, right or wrong, masked as this end has to.
   *
   * @param first its first byte: final bit, reserved bits, opcode
   */
  public void sendRaw(int first, byte... payload) {
    send(RawBytes.frame(first, client, payload));
  }

  /** Writes one frame masked as the other end would have to. */
  public void sendWronglyMasked(int first, byte... payload) {
    send(RawBytes.frame(first, !client, payload));
  }

  /** Writes the header of a frame of that length in its longest form, and nothing else. */
  public void sendHeader(int first, long length) {
    send(RawBytes.longHeader(first, client, length));
  }

  /** Writes these bytes one at a time. */
  public void dribble(byte[] bytes) {
    for (byte b : bytes) {
      send(new byte[] {b});
    }
  }

  /** Returns the bytes of one frame, masked as this end has to. */
  public byte[] frame(int opcode, boolean fin, byte[] payload) {
    return RawBytes.frame((fin ? 0x80 : 0) | opcode, client, payload);
  }

  /** Ends this direction: FIN, under TLS after close_notify. */
  public void fin() {
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
  public void truncate() {
    try {
      tcp.shutdownOutput();
    } catch (IOException e) {
      throw new AssertionError("could not end the stream: " + e, e);
    }
  }

  /** Breaks TLS off by the fatal alert bad_record_mac (20), as one does who was sent nonsense. */
  public void alert() {
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
  public void reset() {
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
