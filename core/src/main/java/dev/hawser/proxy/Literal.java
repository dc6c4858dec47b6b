package dev.hawser.proxy;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Addresses as they stand in a URL, read without asking a resolver (RFC 3986 s.3.2.2). */
final class Literal {
  private Literal() {}

  /** Returns the 4 or 16 bytes of an address, null for a name; an IPv6 one stands in brackets. */
  static byte @Nullable [] bytes(String host) {
    return host.startsWith("[") && host.endsWith("]")
        ? six(host.substring(1, host.length() - 1))
        : four(host);
  }

  private static byte @Nullable [] four(String text) {
    String[] parts = text.split("\\.", -1);
    byte[] bytes = new byte[4];
    if (parts.length != 4) {
      return null;
    }
    for (int i = 0; i < 4; i++) {
      if (!parts[i].matches("[0-9]{1,3}") || Integer.parseInt(parts[i]) > 255) {
        return null;
      }
      bytes[i] = (byte) Integer.parseInt(parts[i]);
    }
    return bytes;
  }

  private static byte @Nullable [] six(String text) {
    int gap = text.indexOf("::");
    ByteBuffer head = groups(gap < 0 ? text : text.substring(0, gap));
    ByteBuffer tail = groups(gap < 0 ? "" : text.substring(gap + 2));
    if (head == null || tail == null) {
      return null;
    }
    int known = head.remaining() + tail.remaining();
    if (gap < 0 ? known != 16 : known > 14) {
      return null;
    }
    ByteBuffer all = ByteBuffer.allocate(16).put(head);
    return all.position(16 - tail.remaining()).put(tail).array();
  }

  /** Returns the bytes of groups with colons between, at most 16, null where one is none. */
  private static @Nullable ByteBuffer groups(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(16);
    String[] groups = text.isEmpty() ? new String[0] : text.split(":", -1);
    for (int i = 0; i < groups.length; i++) {
      byte[] four = i == groups.length - 1 ? four(groups[i]) : null;
      byte[] group = four == null ? group(groups[i]) : four;
      if (group == null || bytes.remaining() < group.length) {
        return null;
      }
      bytes.put(group);
    }
    return bytes.flip();
  }

  private static byte @Nullable [] group(String text) {
    if (!text.matches("[0-9a-fA-F]{1,4}")) {
      return null;
    }
    int value = Integer.parseInt(text, 16);
    return new byte[] {(byte) (value >> 8), (byte) value};
  }
}
