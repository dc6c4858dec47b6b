package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunTest {
  @Test
  void threeAlikeAreARun() {
    assertThat(run(60.0, 60.4, 59.5)).isEqualTo(new Run(Duration.ofSeconds(60), 3));
    assertThat(run(60.0, 60.4)).isNull();
    assertThat(run()).isNull();
  }

  @Test
  void oneThatDiffersBreaksIt() {
    assertThat(run(60, 60, 20)).isNull();
    assertThat(run(60, 20, 60)).isNull();
    assertThat(run(20, 60, 60)).isNull();
    assertThat(run(60, 20, 60, 60, 60)).isEqualTo(new Run(Duration.ofSeconds(60), 3));
  }

  @Test
  void countsAllThatAreAlikeFromTheLastOn() {
    assertThat(run(20, 60, 60.5, 60, 59.5, 60)).isEqualTo(new Run(Duration.ofSeconds(60), 5));
    assertThat(run(60, 60, 60, 60)).isEqualTo(new Run(Duration.ofSeconds(60), 4));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 0.2, true",
    "2, 0.201, false",
    "10, 1, true",
    "60, 1.2, true",
    "60, 1.201, false",
    "20, 1, true",
    "20, 1.001, false",
    "100, 2, true",
    "100, 2.001, false"
  })
  void alikeIsATenthAtMostASecondOrTwoInAHundred(double limit, double off, boolean alike) {
    assertThat(run(limit, limit, limit + off) != null).isEqualTo(alike);
    assertThat(run(limit - off, limit, limit) != null).isEqualTo(alike);
  }

  @Test
  void whatIsShorterThanHalfASecondIsNoLimit() {
    assertThat(run(0.5, 0.5, 0.5)).isEqualTo(new Run(Duration.ofMillis(500), 3));
    assertThat(run(0.499, 0.499, 0.499)).isNull();
  }

  @Test
  void aLimitIsExceededBeyondWhatIsAlike() {
    Run run = new Run(Duration.ofSeconds(2), 3);
    assertThat(run.isExceededBy(Duration.ofMillis(2_200))).isFalse();
    assertThat(run.isExceededBy(Duration.ofMillis(2_201))).isTrue();
    assertThat(run.isExceededBy(Duration.ZERO)).isFalse();
  }

  private static @Nullable Run run(double... seconds) {
    return Run.of(
        Arrays.stream(seconds).mapToObj(s -> Duration.ofMillis(Math.round(s * 1_000))).toList());
  }
}
