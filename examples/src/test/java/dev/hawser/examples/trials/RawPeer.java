package dev.hawser.examples.trials;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A server made of plain sockets that puts any bytes on the wire and shows what came. */
final class RawPeer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final ServerSocket listening;

  RawPeer() throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listening.setSoTimeout(PATIENCE_MILLIS);
  }

  URI uri() {
    return URI.create("ws://127.0.0.1:" + listening.getLocalPort() + "/a/path?q=1");
  }

  /** Takes the next connection and reads its request. */
  Wire accept() throws IOException {
    return new Wire(listening.accept());
  }

  /** Takes the next connection and answers its request with a plain 101. */
  Wire open() throws IOException {
    Wire wire = accept();
    wire.upgrade();
    return wire;
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  /** A frame as it came; the payload unmasked. */
  record Frame(int opcode, boolean fin, boolean masked, byte[] payload) {
    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    /** Returns the close code, 1005 for an empty payload. */
    int code() {
      return payload.length == 0 ? 1005 : (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
    }

    String reason() {
      return payload.length == 0
          ? ""
          : new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }
  }

  /** One accepted connection. */
  static final class Wire implements AutoCloseable {
    final Map<String, String> request = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    final String requestLine;
    private final Socket socket;
    private final DataInputStream in;

    Wire(Socket socket) throws IOException {
      this.socket = socket;
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      in = new DataInputStream(socket.getInputStream());
      requestLine = line();
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        request.merge(
            line.substring(0, colon),
            line.substring(colon + 1).strip(),
            (first, more) -> first + ", " + more);
      }
    }

    private String line() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.readUnsignedByte(); b != '\n'; b = in.readUnsignedByte()) {
        line.write(b);
      }
      return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    String acceptKey() {
      try {
        byte[] digest =
            MessageDigest.getInstance("SHA-1")
                .digest(
                    (request.get("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                        .getBytes(StandardCharsets.US_ASCII));
        return Base64.getEncoder().encodeToString(digest);
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError(e);
      }
    }

    /** Answers 101, with further header lines. */
    void upgrade(String... lines) throws IOException {
      raw(head(lines).getBytes(StandardCharsets.ISO_8859_1));
    }

    private String head(String... lines) {
      StringBuilder head =
          new StringBuilder("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n")
              .append("Connection: Upgrade\r\nSec-WebSocket-Accept: ")
              .append(acceptKey())
              .append("\r\n");
      for (String line : lines) {
        head.append(line).append("\r\n");
      }
      return head.append("\r\n").toString();
    }

    /** Answers 101 with bytes behind the head in the same packet. */
    void upgradeWith(byte[] behind) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(head(new String[0]).getBytes(StandardCharsets.ISO_8859_1));
      out.writeBytes(behind);
      raw(out.toByteArray());
    }

    void answer(int status, String lines, String body) throws IOException {
      raw(
          ("HTTP/1.1 " + status + " Whatever\r\n" + lines + "\r\n" + body)
              .getBytes(StandardCharsets.ISO_8859_1));
    }

    void raw(byte... bytes) throws IOException {
      socket.getOutputStream().write(bytes);
    }

    static byte[] frame(int opcode, boolean fin, byte[] payload) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write((fin ? 0x80 : 0) | opcode);
      int length = payload.length;
      if (length < 126) {
        out.write(length);
      } else if (length < 65536) {
        out.write(126);
        out.write(length >> 8);
        out.write(length);
      } else {
        out.write(127);
        for (int shift = 56; shift >= 0; shift -= 8) {
          out.write((int) ((long) length >> shift));
        }
      }
      out.writeBytes(payload);
      return out.toByteArray();
    }

    void send(int opcode, boolean fin, String payload) throws IOException {
      raw(frame(opcode, fin, payload.getBytes(StandardCharsets.UTF_8)));
    }

    void close(int code, String reason) throws IOException {
      raw(frame(8, true, closePayload(code, reason)));
    }

    static byte[] closePayload(int code, String reason) {
      byte[] text = reason.getBytes(StandardCharsets.UTF_8);
      byte[] payload = new byte[2 + text.length];
      payload[0] = (byte) (code >> 8);
      payload[1] = (byte) code;
      System.arraycopy(text, 0, payload, 2, text.length);
      return payload;
    }

    /**
     * Writes the bytes again and again until the client takes no more; returns how many it took.
     */
    int writeUntilStuck(byte[] bytes, int most) throws IOException {
      AtomicInteger taken = new AtomicInteger();
      Thread writer =
          new Thread(
              () -> {
                try {
                  while (taken.get() < most) {
                    socket.getOutputStream().write(bytes);
                    taken.addAndGet(bytes.length);
                  }
                } catch (IOException e) {
                  taken.set(Integer.MAX_VALUE);
                }
              });
      writer.setDaemon(true);
      writer.start();
      int before = -1;
      while (taken.get() != before) {
        before = taken.get();
        LockSupport.parkNanos(300_000_000); // stuck is: nothing moves for so long
      }
      return before;
    }

    /** Reads the next frame of the client. */
    Frame next() throws IOException {
      int first = in.readUnsignedByte();
      int second = in.readUnsignedByte();
      long length = second & 0x7F;
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = in.readLong();
      }
      boolean masked = (second & 0x80) != 0;
      byte[] mask = new byte[4];
      if (masked) {
        in.readFully(mask);
      }
      byte[] payload = new byte[(int) length];
      in.readFully(payload);
      for (int i = 0; i < payload.length; i++) {
        payload[i] ^= mask[i & 3];
      }
      return new Frame(first & 0x0F, (first & 0x80) != 0, masked, payload);
    }

    /** Reads a whole message and returns the number of its frames and its bytes. */
    Frame message() throws IOException {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      Frame frame = next();
      int opcode = frame.opcode();
      whole.writeBytes(frame.payload());
      while (!frame.fin()) {
        frame = next();
        whole.writeBytes(frame.payload());
      }
      return new Frame(opcode, true, frame.masked(), whole.toByteArray());
    }

    /** Waits until the client ended TCP; tells whether it did so in order, and what came before. */
    String end() throws IOException {
      ByteArrayOutputStream rest = new ByteArrayOutputStream();
      try {
        for (int b = in.read(); b >= 0; b = in.read()) {
          rest.write(b);
        }
      } catch (SocketException e) {
        return "RST after " + rest.size();
      }
      return "FIN after " + rest.size();
    }

    void fin() throws IOException {
      if (!socket.isOutputShutdown()) {
        socket.shutdownOutput();
      }
    }

    void rst() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
