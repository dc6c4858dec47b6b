package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskingTest {
  private static final int KEY = 0x11A2_B384;
  private static final int[] KEY_BYTES = {0x11, 0xA2, 0xB3, 0x84};

  @Test
  void xorsEveryByteOfTheRangeAndNoOther() {
    for (int length = 0; length <= 40; length++) {
      byte[] plain = new byte[length + 6];
      new Random(length).nextBytes(plain);
      byte[] masked = plain.clone();

      Masking.apply(masked, 3, 3 + length, KEY);

      assertThat(masked).as("%d bytes", length).isEqualTo(expected(plain, length));
    }
  }

  @Test
  void worksInBuffersOfEveryKindAndOrder() {
    for (int length = 0; length <= 40; length++) {
      byte[] plain = new byte[length + 6];
      new Random(length).nextBytes(plain);
      byte[] expected = expected(plain, length);

      ByteBuffer heap = ByteBuffer.allocate(length + 8).position(2).slice().put(plain);
      Masking.apply(heap, 3, 3 + length, KEY);
      assertThat(read(heap)).isEqualTo(expected);

      for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
        ByteBuffer direct = ByteBuffer.allocateDirect(length + 6).order(order).put(plain);
        Masking.apply(direct, 3, 3 + length, KEY);
        assertThat(read(direct)).as("%s, %d bytes", order, length).isEqualTo(expected);
      }
    }
  }

  @Test
  void turnsTheKeyToThePlaceInTheFrame() {
    assertThat(Masking.turn(0x01020304, 0)).isEqualTo(0x01020304);
    assertThat(Masking.turn(0x01020304, 1)).isEqualTo(0x02030401);
    assertThat(Masking.turn(0x01020304, 2)).isEqualTo(0x03040102);
    assertThat(Masking.turn(0x01020304, 3)).isEqualTo(0x04010203);
    assertThat(Masking.turn(0x01020304, (1L << 40) + 5)).isEqualTo(0x02030401);
  }

  private static byte[] expected(byte[] plain, int length) {
    byte[] expected = plain.clone();
    for (int i = 0; i < length; i++) {
      expected[3 + i] ^= (byte) KEY_BYTES[i % 4];
    }
    return expected;
  }

  private static byte[] read(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.position()];
    buffer.flip().get(bytes);
    return bytes;
  }
}
