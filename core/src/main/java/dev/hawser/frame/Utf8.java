package dev.hawser.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * UTF-8 measured and checked, strictly: no overlong form, no surrogate, nothing above U+10FFFF (RFC
 * 3629 s.3, RFC 6455 s.8.1).
 */
public final class Utf8 {
  /** The state between two code points; also the only good state at the end of a text. */
  static final int COMPLETE = 0;

  /** The state after bytes that no continuation can make good. */
  static final int INVALID = -1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private Utf8() {}

  /**
   * Returns how many bytes the text takes.
   *
   * @throws IllegalArgumentException naming the index of a surrogate without its other half, or
   *     when the text takes more bytes than an array can have
   */
  public static int length(CharSequence text) {
    int chars = text.length();
    int i = 0;
    while (i < chars && text.charAt(i) < 0x80) {
      i++;
    }
    return i == chars ? chars : longer(text, i);
  }

  private static int longer(CharSequence text, int ascii) {
    int chars = text.length();
    long bytes = ascii;
    for (int i = ascii; i < chars; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (!Character.isSurrogate(c)) {
        bytes += 3;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < chars
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        throw new IllegalArgumentException(
            "text holds a lone surrogate, U+"
                + Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT)
                + ", at index "
                + i
                + "; UTF-8 cannot carry it");
      }
    }
    return requireArraySize(bytes);
  }

  /** Returns the length as an int if an array can have it. */
  static int requireArraySize(long bytes) {
    if (bytes > MAX_ARRAY) {
      throw new IllegalArgumentException(
          "text takes " + bytes + " bytes of UTF-8, the most is " + MAX_ARRAY);
    }
    return (int) bytes;
  }

  /** The most bytes a Java array is sure to hold. */
  static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  /**
   * Returns the state after further bytes of a text.
   *
   * <p>A state other than {@link #COMPLETE} and {@link #INVALID} holds how many continuation bytes
   * are owed (bits 0-7) and the bounds of the next one (bits 8-15 and 16-23), which are narrower
   * than 80-BF only after E0, ED, F0 and F4.
   */
  static int check(int state, byte[] bytes, int from, int to) {
    int now = state;
    int i = from;
    while (i < to) {
      if (now == COMPLETE) {
        i = skipAscii(bytes, i, to);
        if (i == to) {
          return COMPLETE;
        }
        now = lead(bytes[i] & 0xFF);
      } else {
        now = follow(now, bytes[i] & 0xFF);
      }
      if (now == INVALID) {
        return INVALID;
      }
      i++;
    }
    return now;
  }

  private static int skipAscii(byte[] bytes, int from, int to) {
    int i = from;
    while (i <= to - 8 && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
      i += 8;
    }
    while (i < to && bytes[i] >= 0) {
      i++;
    }
    return i;
  }

  private static int lead(int b) {
    if (b < 0xC2) {
      return INVALID; // a continuation, or C0 and C1: overlong
    }
    if (b < 0xE0) {
      return owe(1, 0x80, 0xBF);
    }
    if (b < 0xF0) {
      return owe(2, b == 0xE0 ? 0xA0 : 0x80, b == 0xED ? 0x9F : 0xBF);
    }
    if (b < 0xF5) {
      return owe(3, b == 0xF0 ? 0x90 : 0x80, b == 0xF4 ? 0x8F : 0xBF);
    }
    return INVALID;
  }

  private static int follow(int state, int b) {
    if (b < ((state >>> 8) & 0xFF) || b > state >>> 16) {
      return INVALID;
    }
    int owed = (state & 0xFF) - 1;
    return owed == 0 ? COMPLETE : owe(owed, 0x80, 0xBF);
  }

  private static int owe(int bytes, int least, int most) {
    return bytes | (least << 8) | (most << 16);
  }
}
