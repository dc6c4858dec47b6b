package dev.hawser.close;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Timeline TIMELINE =
      new Timeline(
          millis(1), millis(20), millis(300), millis(4_000), millis(50_000), millis(600_000));

  @Test
  void lifeRunsFromTheUpgradeToTheEnd() {
    assertThat(TIMELINE.lived()).isEqualTo(millis(650_000));
  }

  @Test
  void theTotalRunsFromTheDialToTheEnd() {
    assertThat(TIMELINE.total()).isEqualTo(millis(654_321));
    assertThat(Timeline.NONE.total()).isZero();
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
