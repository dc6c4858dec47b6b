package dev.hawser.transport.netty;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The other end of a connection, spelled out in bytes on a blocking socket: it shares no code with
 * the library, so a mistake made on both sides shows.
 */
final class RawPeer implements AutoCloseable {
  static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
  private static final int PATIENCE_MILLIS = 10_000;

  final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final boolean masking;

  /** A peer that plays the client, and so masks, or the server. */
  RawPeer(Socket socket, boolean client) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    this.in = new DataInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
    this.masking = client;
  }

  static RawPeer connect(int port) throws IOException {
    return new RawPeer(new Socket(InetAddress.getLoopbackAddress(), port), true);
  }

  /** Sends a good upgrade request and reads a 101. */
  static RawPeer upgraded(int port) throws IOException {
    RawPeer peer = connect(port);
    peer.send(upgradeRequest("/chat"));
    String head = peer.readHead();
    if (!head.startsWith("HTTP/1.1 101 ")) {
      throw new AssertionError("wanted 101, got " + head);
    }
    return peer;
  }

  static String upgradeRequest(String path, String... moreLines) {
    StringBuilder head = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    head.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");
    head.append("Sec-WebSocket-Key: " + KEY + "\r\n");
    for (String line : moreLines) {
      head.append(line).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  /** The answer that accepts the request whose head this is. */
  static String switching(String requestHead, String... moreLines) {
    StringBuilder head = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n");
    head.append("Upgrade: websocket\r\nConnection: Upgrade\r\n");
    head.append("Sec-WebSocket-Accept: " + accept(header(requestHead, "Sec-WebSocket-Key")));
    head.append("\r\n");
    for (String line : moreLines) {
      head.append(line).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  // RFC 6455 s.1.3
  static String accept(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest(
                  (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                      .getBytes(StandardCharsets.ISO_8859_1));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  static String header(String head, String name) {
    for (String line : head.split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
        return line.substring(colon + 1).strip();
      }
    }
    throw new AssertionError("no " + name + " in " + head);
  }

  /** Reads up to and with the empty line. */
  String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("the stream ended after: " + head);
      }
      head.append((char) b);
    }
    return head.toString();
  }

  byte[] readBytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    in.readFully(bytes);
    return bytes;
  }

  /** Everything up to the end of the stream. */
  String readRest() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  RawFrame readFrame() throws IOException {
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    int length = second & 0x7F;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = Math.toIntExact(in.readLong());
    }
    boolean masked = (second & 0x80) != 0;
    byte[] mask = masked ? readBytes(4) : new byte[4];
    byte[] payload = readBytes(length);
    for (int i = 0; i < length; i++) {
      payload[i] ^= mask[i & 3];
    }
    return new RawFrame((first & 0x80) != 0, (first >> 4) & 7, first & 15, masked, payload);
  }

  void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  void send(String latin1) throws IOException {
    send(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  void sendText(String message) throws IOException {
    sendFrame(RawFrame.TEXT, true, message.getBytes(StandardCharsets.UTF_8));
  }

  void sendClose(int code, String text) throws IOException {
    sendFrame(RawFrame.CLOSE, true, RawFrame.closePayload(code, text));
  }

  void sendFrame(int opcode, boolean fin, byte[] payload) throws IOException {
    send(frame(opcode, fin, payload));
  }

  byte[] frame(int opcode, boolean fin, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
    frame.write((fin ? 0x80 : 0) | opcode);
    int maskBit = masking ? 0x80 : 0;
    if (payload.length < 126) {
      frame.write(maskBit | payload.length);
    } else if (payload.length < 65536) {
      frame.write(maskBit | 126);
      frame.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
    } else {
      frame.write(maskBit | 127);
      frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
    }
    byte[] body = payload.clone();
    if (masking) {
      byte[] mask = new byte[4];
      ThreadLocalRandom.current().nextBytes(mask);
      frame.writeBytes(mask);
      for (int i = 0; i < body.length; i++) {
        body[i] ^= mask[i & 3];
      }
    }
    frame.writeBytes(body);
    return frame.toByteArray();
  }

  boolean hasBytes() {
    try {
      return in.available() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends this direction: FIN. */
  void fin() throws IOException {
    socket.shutdownOutput();
  }

  /** Ends the connection with RST. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Waits for the end and tells what it was: FIN, RST or bytes that nobody asked for. */
  String awaitEnd() throws IOException {
    try {
      int b = in.read();
      return b < 0 ? "FIN" : "byte " + b;
    } catch (SocketTimeoutException e) {
      return "nothing";
    } catch (SocketException e) {
      return "RST";
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
