package dev.hawser.frame;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Frames written and read in the plainest way, byte by byte and with the JDK's own decoder. It
 * shares nothing with the engine, so that a fault of the engine cannot hide in it.
 */
final class PlainFrames {
  /** A frame as it stands on the wire. */
  record Raw(int firstByte, boolean masked, int key, byte[] payload) {}

  private PlainFrames() {}

  static byte[] unmasked(int firstByte, byte[] payload) {
    return write(new Raw(firstByte, false, 0, payload));
  }

  static byte[] masked(int firstByte, int key, byte[] payload) {
    return write(new Raw(firstByte, true, key, payload));
  }

  static byte[] write(Raw frame) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(frame.firstByte());
    int length = frame.payload().length;
    int maskBit = frame.masked() ? 128 : 0;
    if (length < 126) {
      out.write(maskBit + length);
    } else if (length < 65536) {
      out.write(maskBit + 126);
      out.write(length / 256);
      out.write(length % 256);
    } else {
      out.write(maskBit + 127);
      for (int i = 7; i >= 0; i--) {
        out.write((int) ((long) length >> (8 * i)) & 255);
      }
    }
    byte[] key = ByteBuffer.allocate(4).putInt(frame.key()).array();
    if (frame.masked()) {
      out.writeBytes(key);
    }
    for (int i = 0; i < length; i++) {
      out.write(frame.masked() ? frame.payload()[i] ^ key[i % 4] : frame.payload()[i]);
    }
    return out.toByteArray();
  }

  /** Reads frames of which each is whole. */
  static List<Raw> parse(byte[] bytes) {
    List<Raw> frames = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      int first = bytes[at++] & 255;
      boolean masked = (bytes[at] & 128) != 0;
      long length = bytes[at++] & 127;
      int more = length == 126 ? 2 : length == 127 ? 8 : 0;
      length = more == 0 ? length : 0;
      for (int i = 0; i < more; i++) {
        length = length * 256 + (bytes[at++] & 255);
      }
      byte[] key = new byte[4];
      for (int i = 0; masked && i < 4; i++) {
        key[i] = bytes[at++];
      }
      byte[] payload = new byte[(int) length];
      for (int i = 0; i < length; i++) {
        payload[i] = (byte) (bytes[at++] ^ key[i % 4]);
      }
      frames.add(new Raw(first, masked, ByteBuffer.wrap(key).getInt(), payload));
    }
    return frames;
  }

  /**
   * Says what a strict reader of that role makes of a stream: messages, control frames and the code
   * of the first violation, in the notation of {@link Readings}.
   */
  static List<String> judge(byte[] bytes, boolean server, long maxMessage) {
    List<String> seen = new ArrayList<>();
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    int kind = 0;
    int at = 0;
    while (at < bytes.length) {
      int first = bytes[at++] & 255;
      int opcode = first & 15;
      boolean fin = first > 127;
      boolean control = opcode > 7;
      boolean known = opcode < 3 || opcode > 7 && opcode < 11;
      boolean inOrder = control ? fin : (opcode == 0) == (kind != 0);
      if (!known || (first & 112) != 0 || !inOrder) {
        return add(seen, "VIOLATION 1002");
      }
      if (at == bytes.length) {
        return seen;
      }
      int second = bytes[at++] & 255;
      if (second > 127 != server || control && (second & 127) > 125) {
        return add(seen, "VIOLATION 1002");
      }
      int more = (second & 127) == 126 ? 2 : (second & 127) == 127 ? 8 : 0;
      if (bytes.length - at < more) {
        return seen;
      }
      long length = more == 0 ? second & 127 : 0;
      for (int i = 0; i < more; i++) {
        length = length * 256 + (bytes[at++] & 255);
      }
      if (length < 0 || more == 2 && length < 126 || more == 8 && length < 65536) {
        return add(seen, "VIOLATION 1002");
      }
      if (!control && message.size() + length > maxMessage || !control && length > maxMessage) {
        return add(seen, "VIOLATION 1009");
      }
      int keyLength = server ? 4 : 0;
      if (bytes.length - at < keyLength) {
        return seen;
      }
      byte[] key = new byte[4];
      for (int i = 0; i < keyLength; i++) {
        key[i] = bytes[at++];
      }
      int there = (int) Math.min(length, bytes.length - at);
      byte[] payload = new byte[there];
      for (int i = 0; i < there; i++) {
        payload[i] = (byte) (bytes[at++] ^ key[i % 4]);
      }
      boolean whole = there == length;
      if (control) {
        if (!whole) {
          return seen;
        }
        if (opcode == 8) {
          return add(seen, close(payload));
        }
        seen.add((opcode == 9 ? "PING " : "PONG ") + HexFormat.of().formatHex(payload));
        continue;
      }
      kind = opcode == 0 ? kind : opcode;
      message.writeBytes(payload);
      boolean ends = fin && whole;
      if (kind == 1 && decode(message.toByteArray(), ends) == null) {
        return add(seen, "VIOLATION 1007");
      }
      if (!whole) {
        return seen;
      }
      if (fin) {
        byte[] all = message.toByteArray();
        seen.add(
            kind == 1 ? "TEXT " + decode(all, true) : "BINARY " + HexFormat.of().formatHex(all));
        message.reset();
        kind = 0;
      }
    }
    return seen;
  }

  private static String close(byte[] payload) {
    if (payload.length == 0) {
      return "CLOSE 1005 ";
    }
    if (payload.length == 1) {
      return "VIOLATION 1002";
    }
    int code = (payload[0] & 255) * 256 + (payload[1] & 255);
    boolean legal =
        code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006
            || code >= 3000 && code <= 4999;
    if (!legal) {
      return "VIOLATION 1002";
    }
    String text = decode(java.util.Arrays.copyOfRange(payload, 2, payload.length), true);
    return text == null ? "VIOLATION 1007" : "CLOSE " + code + " " + text;
  }

  /** Returns the text, null where the bytes are none, or, unless ended, can become none. */
  static String decode(byte[] bytes, boolean ended) {
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    boolean malformed =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(in, out, ended)
            .isError();
    return malformed || in.hasRemaining() && !completable(bytes, in.position())
        ? null
        : out.flip().toString();
  }

  /** Tells whether some continuation bytes make a code point of the last bytes. */
  private static boolean completable(byte[] bytes, int from) {
    for (String end : new String[] {"80", "bf", "8080", "bf80", "bfbf", "808080", "bf8080"}) {
      byte[] tail = java.util.Arrays.copyOfRange(bytes, from, bytes.length);
      if (decode(Readings.join(tail, Readings.bytes(end)), true) != null) {
        return true;
      }
    }
    return false;
  }

  private static List<String> add(List<String> seen, String last) {
    seen.add(last);
    return seen;
  }
}
