package dev.hawser.conformance;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What goes over the wire, spelled out in bytes and in nobody else's code. */
public final class RawBytes {
  /** The key of {@link #upgradeRequest}. */
  public static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final byte[] MASK = {0x37, (byte) 0xFA, 0x21, 0x3D};

  private RawBytes() {}

  /**
   * Returns one frame.
   *
   * @param first its first byte: final bit, reserved bits, opcode
   */
  public static byte[] frame(int first, boolean masked, byte[] payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
    frame.write(first);
    int maskBit = masked ? 0x80 : 0;
    if (payload.length < 126) {
      frame.write(maskBit | payload.length);
    } else if (payload.length < 65536) {
      frame.write(maskBit | 126);
      frame.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
    } else {
      frame.write(maskBit | 127);
      frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
    }
    if (!masked) {
      frame.writeBytes(payload);
      return frame.toByteArray();
    }
    frame.writeBytes(MASK);
    byte[] body = payload.clone();
    for (int i = 0; i < body.length; i++) {
      body[i] ^= MASK[i & 3];
    }
    frame.writeBytes(body);
    return frame.toByteArray();
  }

  /** Returns the header of a frame of that length in its longest form. */
  public static byte[] longHeader(int first, boolean masked, long length) {
    ByteBuffer header = ByteBuffer.allocate(masked ? 14 : 10);
    header.put((byte) first).put((byte) (masked ? 255 : 127)).putLong(length);
    return (masked ? header.put(MASK) : header).array();
  }

  /** Returns these byte strings one behind the other. */
  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** Returns a head of those lines. */
  public static String head(String... headLines) {
    return String.join("\r\n", headLines) + "\r\n\r\n";
  }

  /** Returns a good upgrade request with those header lines more. */
  public static String upgradeRequest(String target, String... moreLines) {
    StringBuilder head = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n");
    head.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");
    head.append("Sec-WebSocket-Key: " + KEY + "\r\n");
    return lines(head, moreLines);
  }

  /** Returns the answer that accepts the request whose head this is, with those lines more. */
  public static String switching(String requestHead, String... moreLines) {
    String key = header(requestHead, "Sec-WebSocket-Key");
    if (key == null) {
      throw new AssertionError("on the wire: no Sec-WebSocket-Key in " + requestHead);
    }
    StringBuilder head = new StringBuilder("HTTP/1.1 101 Switching Protocols\r\n");
    head.append("Upgrade: websocket\r\nConnection: Upgrade\r\n");
    head.append("Sec-WebSocket-Accept: " + accept(key) + "\r\n");
    return lines(head, moreLines);
  }

  private static String lines(StringBuilder head, String... moreLines) {
    for (String line : moreLines) {
      head.append(line).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  /** Returns what answers that key: RFC 6455 s.4.2.2. */
  public static String accept(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the first value of a header field in a head, null when there is none. */
  public static @Nullable String header(String head, String name) {
    for (String line : head.split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0
          && line.substring(0, colon)
              .toLowerCase(Locale.ROOT)
              .equals(name.toLowerCase(Locale.ROOT))) {
        return line.substring(colon + 1).strip();
      }
    }
    return null;
  }

  /** Reads up to and with the empty line that ends a head; false where the stream ended before. */
  static boolean readHead(InputStream in, StringBuilder head) throws IOException {
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        return false;
      }
      head.append((char) b);
    }
    return true;
  }

  /** Reads exactly so many bytes. */
  static byte[] read(DataInputStream in, int count) throws IOException {
    byte[] bytes = new byte[count];
    in.readFully(bytes);
    return bytes;
  }

  /** Reads one frame. */
  static RawFrame readFrame(DataInputStream in) throws IOException {
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    int length = second & 0x7F;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = Math.toIntExact(in.readLong());
    }
    boolean shortest = (second & 0x7F) < 126 || length > ((second & 0x7F) == 126 ? 125 : 65_535);
    if (!shortest) {
      throw new AssertionError("on the wire: a length of " + length + " not in its shortest form");
    }
    boolean masked = (second & 0x80) != 0;
    byte[] mask = masked ? read(in, 4) : new byte[4];
    byte[] payload = read(in, length);
    for (int i = 0; i < length; i++) {
      payload[i] ^= mask[i & 3];
    }
    int key = ByteBuffer.wrap(mask).getInt();
    return new RawFrame((first & 0x80) != 0, (first >> 4) & 7, first & 15, masked, key, payload);
  }
}
