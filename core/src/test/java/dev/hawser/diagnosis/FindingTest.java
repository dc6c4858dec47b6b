package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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

  @Test
  void alternativesAndFiguresAreAddedToTheRest() {
    assertThat(Finding.possible(Cause.AUTH).or(Cause.WAF).with(Measure.count(2)))
        .isEqualTo(
            new Finding(Cause.AUTH, Confidence.POSSIBLE, List.of(Cause.WAF), Measure.count(2)));
  }

  @Test
  void keepsItsOwnCopyOfTheAlternatives() {
    List<Cause> others = new ArrayList<>(List.of(Cause.WAF));
    Finding finding = new Finding(Cause.AUTH, Confidence.POSSIBLE, others, Measure.NONE);
    others.clear();
    assertThat(finding.alternatives()).containsExactly(Cause.WAF);
  }
}
