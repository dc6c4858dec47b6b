package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {
  private static final Finding OTHERWISE = Finding.unknown();

  @Test
  void aStrongClueAloneIsLikelyWithItsFigures() {
    Finding finding = of(clue(Cause.PROXY_IDLE, Clue.Kind.TIMING, 10));
    assertThat(finding)
        .isEqualTo(new Finding(Cause.PROXY_IDLE, Confidence.LIKELY, List.of(), Measure.count(10)));
  }

  @Test
  void aWeakerOneIsPossible() {
    assertThat(of(clue(Cause.PROXY_IDLE, Clue.Kind.TIMING, 9)))
        .isEqualTo(
            new Finding(Cause.PROXY_IDLE, Confidence.POSSIBLE, List.of(), Measure.count(9).tied()));
  }

  @Test
  void causesWithinSixDecibansAreNamedTogetherTheBestFirst() {
    Finding finding =
        of(
            clue(Cause.MAX_LIFETIME, Clue.Kind.TIMING, 10),
            clue(Cause.PROXY_IDLE, Clue.Kind.TIMING, 15),
            clue(Cause.MESSAGE_TOO_BIG, Clue.Kind.TRAFFIC, 12));
    assertThat(finding.cause()).isEqualTo(Cause.PROXY_IDLE);
    assertThat(finding.confidence()).isEqualTo(Confidence.POSSIBLE);
    assertThat(finding.alternatives()).containsExactly(Cause.MESSAGE_TOO_BIG, Cause.MAX_LIFETIME);
    assertThat(finding.measure().sort()).isEqualTo(Measure.Sort.TIED);
  }

  @Test
  void sixAheadIsAheadEnough() {
    Finding finding =
        of(
            clue(Cause.MAX_LIFETIME, Clue.Kind.TIMING, 10),
            clue(Cause.PROXY_IDLE, Clue.Kind.TIMING, 16));
    assertThat(finding.cause()).isEqualTo(Cause.PROXY_IDLE);
    assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(finding.alternatives()).isEmpty();
  }

  @Test
  void cluesOfOneKindAddLittleToTheBest() {
    Clue five = clue(Cause.PROXY_IDLE, Clue.Kind.TIMING, 5);
    Clue other = clue(Cause.MAX_LIFETIME, Clue.Kind.TRAFFIC, 2);
    assertThat(of(five, five, five, other).confidence()).isEqualTo(Confidence.POSSIBLE);
    assertThat(of(five, five, five, other).alternatives()).isEmpty(); // 8 against 2
    assertThat(of(five, five, five, clue(Cause.MAX_LIFETIME, Clue.Kind.TRAFFIC, 3)).alternatives())
        .containsExactly(Cause.MAX_LIFETIME);
    Clue small = clue(Cause.PROXY_IDLE, Clue.Kind.TIMING, 1);
    assertThat(of(small, clue(Cause.PROXY_IDLE, Clue.Kind.TIMING, 8), small).confidence())
        .isEqualTo(Confidence.LIKELY); // 8 and two more
    assertThat(of(small, clue(Cause.PROXY_IDLE, Clue.Kind.TIMING, 8)).confidence())
        .isEqualTo(Confidence.POSSIBLE);
  }

  @Test
  void cluesOfDifferentKindsAddUp() {
    assertThat(
            of(
                    clue(Cause.PROXY_IDLE, Clue.Kind.TIMING, 5),
                    clue(Cause.PROXY_IDLE, Clue.Kind.MOMENT, 5))
                .confidence())
        .isEqualTo(Confidence.LIKELY);
  }

  @Test
  void whatSpeaksAgainstACauseTakesItOut() {
    Clue strong = clue(Cause.PROXY_IDLE, Clue.Kind.TIMING, 10);
    assertThat(of(strong, clue(Cause.PROXY_IDLE, Clue.Kind.TIMING, -10))).isEqualTo(OTHERWISE);
    assertThat(of(strong, clue(Cause.PROXY_IDLE, Clue.Kind.TIMING, -9)).confidence())
        .isEqualTo(Confidence.POSSIBLE);
    assertThat(of(clue(Cause.PROXY_IDLE, Clue.Kind.TIMING, -3))).isEqualTo(OTHERWISE);
    assertThat(of()).isEqualTo(OTHERWISE);
  }

  @Test
  void aCauseOfAnotherPhaseIsRuledOut() {
    List<Clue> clues = List.of(clue(Cause.PROXY_IDLE, Clue.Kind.TIMING, 10));
    assertThat(new Score(clues, Phase.HANDSHAKING).or(OTHERWISE)).isEqualTo(OTHERWISE);
    assertThat(new Score(clues, Phase.CLOSING).or(OTHERWISE).cause()).isEqualTo(Cause.PROXY_IDLE);
  }

  private static Finding of(Clue... clues) {
    return new Score(List.of(clues), Phase.OPEN).or(OTHERWISE);
  }

  private static Clue clue(Cause cause, Clue.Kind kind, int decibans) {
    return new Clue(cause, kind, decibans, Measure.count(decibans));
  }
}
