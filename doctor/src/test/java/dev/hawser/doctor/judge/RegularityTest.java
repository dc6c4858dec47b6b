package dev.hawser.doctor.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RegularityTest {
  @Test
  void threeThatAgreeAreAClock() {
    assertThat(Regularity.clockLike(List.of(60_000L, 60_900L, 61_000L))).isTrue();
    assertThat(Regularity.clockLike(List.of(60_000L, 62_300L, 64_700L))).isFalse();
  }

  @Test
  void twoAreNone() {
    assertThat(Regularity.clockLike(List.of(60_000L, 60_000L))).isFalse();
  }

  @Test
  void aSecondIsMuchOfASecond() {
    assertThat(Regularity.clockLike(List.of(500L, 1_000L, 1_500L))).isFalse();
    assertThat(Regularity.clockLike(List.of(750L, 1_000L, 1_250L))).isTrue();
  }

  @Test
  void theMedianIsTheLowerOfTwo() {
    assertThat(Regularity.median(List.of(4L, 1L, 3L, 2L))).isEqualTo(2);
    assertThat(Regularity.spread(List.of(4L, 1L, 3L))).isEqualTo(3);
  }
}
