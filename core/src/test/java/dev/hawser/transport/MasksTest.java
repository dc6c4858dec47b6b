package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MasksTest {
  @Test
  void everyNumberIsTheGeneratorsOwnAndUsedOnce() {
    int[] draws = {0};
    SecureRandom counting =
        new SecureRandom() {
          @Override
          public void nextBytes(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
              bytes[i] = (byte) (i / 4 + (i % 4 == 0 ? 128 + draws[0] : 0));
            }
            draws[0]++;
          }
        };
    BufferedMasks masks = new BufferedMasks(counting);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < BufferedMasks.NUMBERS; i++) {
        int low = i & 0xFF;
        int expected = (low + 128 + round & 0xFF) << 24 | low << 16 | low << 8 | low;
        assertThat(masks.next()).isEqualTo(expected);
        assertThat(draws[0]).isEqualTo(round + 1);
      }
    }
  }

  @Test
  void theSharedSourceDoesNotRepeatItself() {
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      seen.add(Masks.secure().next());
    }
    assertThat(seen).hasSizeGreaterThan(990);
  }

  @Test
  void aNonceIsFourNumbersInTheirOrder() {
    int[] next = {0x01020304};
    Masks masks = () -> next[0]++;
    assertThat(masks.nonce()).containsExactly(1, 2, 3, 4, 1, 2, 3, 5, 1, 2, 3, 6, 1, 2, 3, 7);
  }
}
