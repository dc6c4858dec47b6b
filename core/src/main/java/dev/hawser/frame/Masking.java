package dev.hawser.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The XOR of payload with the masking key, eight bytes at a time (RFC 6455 s.5.3).
 *
 * <p>A key is an int whose most significant byte comes first on the wire. The phase is the offset
 * within the frame of the first byte touched; only its last two bits matter.
 */
final class Masking {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Masking() {}

  static void apply(byte[] bytes, int from, int to, int turned) {
    long wide = widen(turned);
    int i = from;
    for (; i <= to - 8; i += 8) {
      LONGS.set(bytes, i, (long) LONGS.get(bytes, i) ^ wide);
    }
    for (int shift = 56; i < to; i++, shift -= 8) {
      bytes[i] ^= (byte) (wide >>> shift);
    }
  }

  static void apply(ByteBuffer bytes, int from, int to, int turned) {
    if (bytes.hasArray()) {
      int shift = bytes.arrayOffset();
      apply(bytes.array(), from + shift, to + shift, turned);
      return;
    }
    long wide = widen(turned);
    long ordered = bytes.order() == ByteOrder.BIG_ENDIAN ? wide : Long.reverseBytes(wide);
    int i = from;
    for (; i <= to - 8; i += 8) {
      bytes.putLong(i, bytes.getLong(i) ^ ordered);
    }
    for (int shift = 56; i < to; i++, shift -= 8) {
      bytes.put(i, (byte) (bytes.get(i) ^ (wide >>> shift)));
    }
  }

  /** Returns the key as it stands at that phase. */
  static int turn(int key, long phase) {
    return Integer.rotateLeft(key, (int) (phase & 3) << 3);
  }

  private static long widen(int key) {
    return ((long) key << 32) | (key & 0xFFFF_FFFFL);
  }
}
