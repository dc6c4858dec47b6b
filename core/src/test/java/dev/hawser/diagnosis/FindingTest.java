package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingTest {
  @Test
  void isACauseWithItsConfidence() {
    assertThat(Finding.confirmed(Cause.DONE))
        .isEqualTo(new Finding(Cause.DONE, Confidence.CONFIRMED));
    assertThat(Finding.likely(Cause.AUTH)).isEqualTo(new Finding(Cause.AUTH, Confidence.LIKELY));
    assertThat(Finding.possible(Cause.AUTH))
        .isEqualTo(new Finding(Cause.AUTH, Confidence.POSSIBLE));
    assertThat(Finding.unknown()).isEqualTo(new Finding(Cause.UNKNOWN, Confidence.UNKNOWN));
  }
}
