package dev.hawser.conformance;

import java.io.ByteArrayOutputStream;
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
}
