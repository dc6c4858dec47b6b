package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimingTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void aFixedSilenceAtDifferentAgesIsALimitOnSilence() {
    assertThat(clues(loss(100, 60, 60, 3), loss(300, 60, 60, 3), loss(200, 60, 60, 3)))
        .containsExactly(clue(Cause.PROXY_IDLE, 10, MINUTE, 3));
  }

  @Test
  void aFixedAgeWhateverTheSilenceIsALimitOnAge() {
    assertThat(clues(loss(60, 1, 1, 5), loss(60, 7, 7, 8), loss(60, 3, 3, 9)))
        .containsExactly(clue(Cause.MAX_LIFETIME, 10, MINUTE, 3));
  }

  @Test
  void whereBothAreFixedBothAreNamed() {
    assertThat(clues(loss(60, 60, 60, 0), loss(60, 60, 60, 0), loss(60, 60, 60, 0)))
        .containsExactly(
            clue(Cause.PROXY_IDLE, 10, MINUTE, 3), clue(Cause.MAX_LIFETIME, 10, MINUTE, 3));
  }

  @Test
  void aSilenceThatWasSurvivedIsNoLimit() {
    // Pings every 25 s: the last one went 10 s before the end at one minute, each time.
    assertThat(clues(loss(60, 10, 30, 25), loss(60, 10, 20, 25), loss(60, 10, 15, 25)))
        .containsExactly(
            clue(Cause.PROXY_IDLE, 10, Duration.ofSeconds(10), 3),
            clue(Cause.PROXY_IDLE, Clue.AGAINST, Duration.ofSeconds(10), 3),
            clue(Cause.MAX_LIFETIME, 10, MINUTE, 3));
  }

  @Test
  void oneLossThatSurvivedItIsEnough() {
    assertThat(clues(loss(100, 60, 60, 62), loss(300, 60, 60, 3), loss(200, 60, 60, 3)))
        .contains(clue(Cause.PROXY_IDLE, Clue.AGAINST, MINUTE, 3));
    assertThat(clues(loss(100, 60, 60, 61), loss(300, 60, 60, 3), loss(200, 60, 60, 3)))
        .doesNotContain(clue(Cause.PROXY_IDLE, Clue.AGAINST, MINUTE, 3));
  }

  @Test
  void onlyTheLossesOfTheRunCountAgainstIt() {
    assertThat(
            clues(
                loss(500, 200, 200, 300),
                loss(100, 60, 60, 3),
                loss(300, 60, 60, 3),
                loss(200, 60, 60, 3)))
        .containsExactly(clue(Cause.PROXY_IDLE, 10, MINUTE, 3));
  }

  @Test
  void aFixedTimeWithoutAMessageWhilePingsFlowIsALimitOnMessages() {
    assertThat(clues(loss(100, 10, 60, 25), loss(300, 4, 60, 25), loss(200, 7, 60, 25)))
        .containsExactly(clue(Cause.APP_LEVEL_IDLE, 10, MINUTE, 3));
    assertThat(clues(loss(100, 10, 60, 25), loss(300, 60, 60, 25), loss(200, 7, 60, 25))).isEmpty();
  }

  @Test
  void aPeersCloseAtAFixedSilenceIsTheServersOwnLimit() {
    List<Loss> losses =
        List.of(loss(100, 60, 60, 3), loss(300, 60, 60, 3), loss(200, 60, 60, 3)).stream()
            .map(loss -> with(loss, Manner.CLOSED))
            .toList();
    assertThat(new Timing(new History(losses, null, 0)).clues())
        .containsExactly(clue(Cause.SERVER_IDLE, 10, MINUTE, 3));
  }

  @Test
  void onlyLossesOfTheSameMannerAreCompared() {
    List<Loss> losses = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      losses.add(at(loss(100 + 100 * i, 60, 60, 3), 10 * i));
      losses.add(0, at(with(loss(5, 5, 5, 5), Manner.REFUSED), -10 * i));
    }
    History history = new History(losses, null, 0);
    assertThat(new Timing(history).clues()).containsExactly(clue(Cause.PROXY_IDLE, 10, MINUTE, 3));
  }

  @Test
  void lossesOfSeveralConnectionsAtOneMomentCountAsOne() {
    Loss first = loss(60, 60, 60, 0);
    List<Loss> burst = List.of(first, from(at(first, 1), 2), from(at(first, 3), 3));
    assertThat(new Timing(new History(burst, null, 0)).clues())
        .extracting(Clue::decibans)
        .containsExactly(Clue.FAIR); // one loss, at a usual limit
    List<Loss> apart = List.of(first, from(at(first, 3), 2), from(at(first, 6), 3));
    assertThat(new Timing(new History(apart, null, 0)).clues()).hasSize(2);
    List<Loss> own = List.of(first, at(first, 1), at(first, 2));
    assertThat(new Timing(new History(own, null, 0)).clues()).hasSize(2);
  }

  @Test
  void twoSecondsAreStillOneMoment() {
    Loss first = at(loss(60, 60, 60, 0), 1_000);
    List<Loss> losses =
        List.of(first, from(at(first, 1_002), 2), at(first, 1_009), at(first, 1_015));
    assertThat(new Timing(new History(losses, null, 0)).clues())
        .containsExactly(
            clue(Cause.PROXY_IDLE, 10, MINUTE, 3), clue(Cause.MAX_LIFETIME, 10, MINUTE, 3));
  }

  @Test
  void oneLossAtAUsualLimitIsAHint() {
    assertThat(clues(loss(300, 60, 60, 3)))
        .containsExactly(
            new Clue(Cause.PROXY_IDLE, Clue.Kind.TIMING, Clue.FAIR, Measure.once(MINUTE)));
    assertThat(clues(loss(300, 62, 62, 3))).isEmpty();
  }

  @Test
  void theHintIsNoneWhereALongerSilenceWasSurvived() {
    assertThat(clues(loss(300, 60, 60, 62))).isEmpty();
    assertThat(clues(loss(300, 7, 7, 62), loss(300, 60, 60, 3))).isEmpty();
    assertThat(clues(loss(300, 7, 7, 61), loss(300, 60, 60, 3))).hasSize(1);
  }

  @Test
  void aClosingPeerAtAUsualLimitIsNone() {
    History history = new History(List.of(with(loss(300, 60, 60, 3), Manner.CLOSED)), null, 0);
    assertThat(new Timing(history).clues()).isEmpty();
  }

  private static List<Clue> clues(Loss... losses) {
    List<Loss> apart = new ArrayList<>();
    for (int i = 0; i < losses.length; i++) {
      apart.add(at(losses[i], 1_000L * i));
    }
    return new Timing(new History(apart, null, 0)).clues();
  }

  private static Clue clue(Cause cause, int decibans, Duration limit, int count) {
    return new Clue(cause, Clue.Kind.TIMING, decibans, Measure.limit(limit, count));
  }

  /** A cut of connection 1, by seconds. */
  private static Loss loss(long age, long silence, long quiet, long survived) {
    return new Loss(
        0,
        1,
        Manner.CUT,
        Duration.ofSeconds(age),
        Duration.ofSeconds(silence),
        Duration.ofSeconds(quiet),
        Duration.ofSeconds(survived));
  }

  private static Loss at(Loss loss, long seconds) {
    return new Loss(
        Duration.ofSeconds(seconds).toNanos(),
        loss.connection(),
        loss.manner(),
        loss.age(),
        loss.silence(),
        loss.quiet(),
        loss.survived());
  }

  private static Loss from(Loss loss, long connection) {
    return new Loss(
        loss.at(),
        connection,
        loss.manner(),
        loss.age(),
        loss.silence(),
        loss.quiet(),
        loss.survived());
  }

  private static Loss with(Loss loss, Manner manner) {
    return new Loss(
        loss.at(),
        loss.connection(),
        manner,
        loss.age(),
        loss.silence(),
        loss.quiet(),
        loss.survived());
  }
}
