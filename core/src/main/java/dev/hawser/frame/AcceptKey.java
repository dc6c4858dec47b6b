package dev.hawser.frame;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The key of the opening handshake and the answer to it (RFC 6455 s.1.3, s.4.2.2). */
final class AcceptKey {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private AcceptKey() {}

  /** Returns what Sec-WebSocket-Accept must say to that Sec-WebSocket-Key. */
  static String answer(String key) {
    byte[] text = (key + GUID).getBytes(StandardCharsets.US_ASCII);
    return Base64.getEncoder().encodeToString(digest("SHA-1", text));
  }

  static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no " + algorithm, e);
    }
  }

  /** Tells whether the text is the base64 form of sixteen bytes. */
  static boolean valid(String key) {
    if (key.length() != 24) {
      return false;
    }
    try {
      return Base64.getDecoder().decode(key).length == 16;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
