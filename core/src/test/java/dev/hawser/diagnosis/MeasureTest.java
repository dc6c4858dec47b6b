package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MeasureTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void aLimitCarriesWhoUsuallySetsIt() {
    assertThat(Measure.limit(MINUTE, 4))
        .isEqualTo(new Measure(Measure.Sort.MEASURED, MINUTE, 4, 0, "nginx, AWS ALB"));
    assertThat(Measure.once(MINUTE))
        .isEqualTo(new Measure(Measure.Sort.ONCE, MINUTE, 1, 0, "nginx, AWS ALB"));
  }

  @Test
  void othersHoldOneFigure() {
    assertThat(Measure.count(3)).isEqualTo(new Measure(Measure.Sort.MEASURED, null, 3, 0, ""));
    assertThat(Measure.bytes(70_000))
        .isEqualTo(new Measure(Measure.Sort.MEASURED, null, 0, 70_000, ""));
    assertThat(Measure.name("nginx"))
        .isEqualTo(new Measure(Measure.Sort.MEASURED, null, 0, 0, "nginx"));
  }

  @Test
  void whatFitsAnotherCauseAsWellIsTied() {
    assertThat(Measure.count(3).tied()).isEqualTo(new Measure(Measure.Sort.TIED, null, 3, 0, ""));
    assertThat(Measure.once(MINUTE).tied()).isEqualTo(Measure.once(MINUTE));
    assertThat(Measure.NONE.tied()).isEqualTo(Measure.NONE);
  }

  @Test
  void aTimeOfThisSideIsNobodysUsualLimit() {
    Duration minute = Duration.ofSeconds(60);
    assertThat(Measure.lasting(minute))
        .isEqualTo(new Measure(Measure.Sort.MEASURED, minute, 0, 0, ""));
  }
}
