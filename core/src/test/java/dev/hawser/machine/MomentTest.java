package dev.hawser.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MomentTest {
  @Test
  void aDeadlineHasComeWhenItsTimeIsNowOrPast() {
    assertThat(Moments.at(99).reached(OptionalLong.of(100))).isFalse();
    assertThat(Moments.at(100).reached(OptionalLong.of(100))).isTrue();
    assertThat(Moments.at(101).reached(OptionalLong.of(100))).isTrue();
  }

  @Test
  void noDeadlineNeverComes() {
    assertThat(Moments.at(Long.MAX_VALUE).reached(OptionalLong.empty())).isFalse();
  }

  @Test
  void theMonotonicClockMayRunOver() {
    OptionalLong beyond = OptionalLong.of(Long.MAX_VALUE + 5);
    assertThat(Moments.at(Long.MAX_VALUE).reached(beyond)).isFalse();
    assertThat(Moments.at(Long.MAX_VALUE + 5).reached(beyond)).isTrue();
    assertThat(Moments.at(Long.MIN_VALUE + 9).since(Long.MAX_VALUE))
        .isEqualTo(Duration.ofNanos(10));
  }
}
