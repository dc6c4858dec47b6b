package dev.hawser.conformance;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/**
 * The other end of a connection, spelled out in bytes on a blocking socket.
 *
 * <p>It shares no code with the library, so that a mistake both sides make shows. Not thread-safe,
 * but one thread may read while another writes. What does not come within the kit's patience is an
 * {@link AssertionError}.
 */
public final class RawPeer implements AutoCloseable {
  private final RawStream stream;
  private final boolean client;

  /** How a stream ended. */
  public enum End {
    /** In order, by FIN and under TLS by close_notify. */
    ORDERLY,
    /** By RST. */
    RESET,
    /** By FIN under TLS without close_notify. */
    TRUNCATED
  }

  RawPeer(RawStream stream, boolean client) {
    this.stream = stream;
    this.client = client;
  }

  /** Connects as a client. */
  public static RawPeer connect(InetSocketAddress address, Duration patience) throws IOException {
    EndNotingSocket tcp = new EndNotingSocket();
    tcp.connect(address);
    return new RawPeer(RawStream.plain(tcp, patience), true);
  }

  /** Connects as a client over TLS. */
  static RawPeer connect(InetSocketAddress address, SSLContext tls, Duration patience)
      throws IOException {
    EndNotingSocket tcp = new EndNotingSocket();
    tcp.connect(address);
    return new RawPeer(RawStream.secure(tcp, tls, true, patience), true);
  }

  /** Goes on over TLS, as a server that proves that identity. */
  RawPeer secured(Identity identity) {
    try {
      return new RawPeer(stream.secured(identity.context()), client);
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
    return stream.localPort();
  }

  /** Reads a head up to and with its empty line. */
  public String readHead() {
    StringBuilder head = new StringBuilder();
    try {
      if (RawBytes.readHead(stream.in(), head)) {
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
      return stream.in().readAllBytes();
    } catch (IOException e) {
      throw new AssertionError("wanted the end of the stream, got " + e, e);
    }
  }

  /** Reads exactly so many bytes. */
  public byte[] readBytes(int count) {
    try {
      return RawBytes.read(stream.in(), count);
    } catch (IOException e) {
      throw new AssertionError("wanted " + count + " bytes, got " + e, e);
    }
  }

  /** Reads one frame. */
  public RawFrame readFrame() {
    try {
      return RawBytes.readFrame(stream.in());
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
    return stream.readEnd();
  }

  /** Waits for the other end to let go, however it does: nothing but the end may come. */
  public void readGone() {
    var unused = readEnd();
  }

  /** Tells whether the stream has ended; what comes instead is an error. */
  public boolean endsNow() {
    return stream.endsNow();
  }

  /** Writes these bytes. */
  public void send(byte[] bytes) {
    stream.write(bytes);
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
    stream.fin();
  }

  /** Ends this direction of TCP by FIN, under TLS without close_notify. */
  public void truncate() {
    stream.truncate();
  }

  /** Breaks TLS off by the fatal alert bad_record_mac (20), as one does who was sent nonsense. */
  public void alert() {
    stream.alert();
  }

  /** Ends the connection by RST. */
  public void reset() {
    stream.reset();
  }

  @Override
  public void close() {
    stream.close();
  }
}
