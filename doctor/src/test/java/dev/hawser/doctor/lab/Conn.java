package dev.hawser.doctor.lab;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The server's end of one connection: raw bytes, no library of the project. */
final class Conn {
  final int number;
  final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private boolean fin;
  private int kind;
  String path = "";
  final Map<String, String> headers = new LinkedHashMap<>();

  /** A frame as it came. */
  record Got(int opcode, int rsv, byte[] payload) {}

  Conn(int number, Socket socket) throws IOException {
    this.number = number;
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  InputStream in() {
    return in;
  }

  /** Reads a request's head. */
  void request() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      head.append((char) next);
    }
    String[] lines = head.toString().split("\r\n");
    path = lines[0].split(" ")[1];
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.put(
          lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[i].substring(colon + 1).strip());
    }
  }

  String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  boolean asksForUpgrade() {
    return header("Upgrade").equalsIgnoreCase("websocket")
        && !header("Sec-WebSocket-Key").isEmpty();
  }

  void raw(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  void raw(String text) throws IOException {
    raw(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void answer(String statusAndHeaders, String body) throws IOException {
    raw(
        "HTTP/1.1 "
            + statusAndHeaders
            + "\r\nContent-Length: "
            + body.getBytes(StandardCharsets.ISO_8859_1).length
            + "\r\n\r\n"
            + body);
  }

  void upgrade(String... more) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n");
    head.append("Upgrade: websocket\r\nConnection: Upgrade\r\n");
    head.append("Sec-WebSocket-Accept: ").append(accept()).append("\r\n");
    for (String line : more) {
      head.append(line).append("\r\n");
    }
    raw(head + "\r\n");
  }

  private String accept() {
    try {
      byte[] key =
          (header("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
              .getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(key));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  Got frame() throws IOException {
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    long length = second & 0x7F;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    byte[] mask = new byte[4];
    if ((second & 0x80) != 0) {
      in.readFully(mask);
    }
    byte[] payload = new byte[(int) length];
    in.readFully(payload);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i & 3];
    }
    fin = (first & 0x80) != 0;
    return new Got(first & 0x0F, first & 0x70, payload);
  }

  void send(int firstByte, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(firstByte);
    if (payload.length < 126) {
      frame.write(payload.length);
    } else if (payload.length < 65_536) {
      frame.write(126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    } else {
      frame.write(127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) payload.length >> shift));
      }
    }
    frame.write(payload);
    raw(frame.toByteArray());
  }

  void close(int code, String text) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(code >> 8);
    body.write(code);
    body.write(text.getBytes(StandardCharsets.UTF_8));
    send(0x88, body.toByteArray());
  }

  void fin() throws IOException {
    socket.close();
  }

  void rst() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Answers a frame as a server in order does; tells whether the session goes on. */
  boolean answerAsUsual(Got frame) throws IOException {
    switch (frame.opcode()) {
      case 0x8 -> {
        send(0x88, frame.payload());
        fin();
        return false;
      }
      case 0x9 -> send(0x8A, frame.payload());
      case 0xA -> {}
      default -> echo(frame);
    }
    return true;
  }

  /** Sends a message back whole, once its last fragment is there. */
  private void echo(Got frame) throws IOException {
    kind = frame.opcode() == 0 ? kind : frame.opcode();
    message.write(frame.payload());
    if (fin) {
      send(0x80 | kind, message.toByteArray());
      message.reset();
    }
  }

  /** Answers frames until the end. */
  void serve() throws IOException {
    boolean on = true;
    while (on) {
      on = answerAsUsual(frame());
    }
  }
}
