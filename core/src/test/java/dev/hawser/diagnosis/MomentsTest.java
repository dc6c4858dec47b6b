package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.SampleEndings;
import dev.hawser.close.Unreachability;
import java.util.List;
import org.junit.jupiter.api.Test;

class MomentsTest {
  private static final long MOMENT = History.MOMENT.toNanos();
  private static final Clue RESTART = clue(Cause.BACKEND_RESTART_OR_CRASH);
  private static final Clue RELOAD = clue(Cause.PROXY_RELOAD_OR_EDGE_RESTART);

  @Test
  void oneOtherOriginHintsAtThisSideAndSeveralPointToIt() {
    History history = History.NONE.plus(cut(0, 1));
    assertThat(clues(history)).isEmpty();
    assertThat(clues(history.with(1)))
        .containsExactly(
            new Clue(Cause.NETWORK_CHANGE, Clue.Kind.MOMENT, Clue.FAIR, Measure.count(2)));
    assertThat(clues(history.with(2)))
        .containsExactly(
            new Clue(Cause.NETWORK_CHANGE, Clue.Kind.MOMENT, Clue.VERY_STRONG, Measure.count(3)));
  }

  @Test
  void threeConnectionsAtOneMomentHaveOneCause() {
    assertThat(clues(of(cut(0, 1), cut(5, 2), closed(MOMENT, 3)))).containsExactly(RESTART, RELOAD);
    assertThat(clues(of(cut(0, 1), cut(5, 2)))).isEmpty();
    assertThat(clues(of(cut(0, 1), cut(5, 2), cut(6, 2)))).isEmpty();
    assertThat(clues(of(cut(0, 1), cut(5, 2), closed(MOMENT + 1, 3)))).isEmpty();
  }

  @Test
  void theFigureIsHowManyTheyWere() {
    assertThat(clues(of(cut(0, 1), cut(1, 2), cut(2, 3), cut(3, 4))).get(0).measure())
        .isEqualTo(Measure.count(4));
  }

  @Test
  void aServiceThatWasAwayAfterwardsRestarted() {
    assertThat(clues(of(cut(0, 1), cut(1, 2), refused(2, 1), cut(3, 3)))).containsExactly(RESTART);
    assertThat(clues(of(cut(0, 1), unreached(2, 1), cut(3, 2), cut(3, 3))))
        .containsExactly(RESTART);
  }

  @Test
  void aRefusalBeforeTheMomentSaysNothing() {
    assertThat(clues(of(refused(0, 9), cut(1, 1), cut(2, 2), cut(3, 3))))
        .containsExactly(RESTART, RELOAD);
  }

  @Test
  void whatWasSilentOrFaultyInBetweenSaysNothing() {
    Loss silent = loss(SampleEndings.failed(Fault.HEARTBEAT_TIMEOUT), 2, 7);
    assertThat(clues(of(cut(0, 1), cut(1, 2), silent, cut(3, 3)))).containsExactly(RESTART, RELOAD);
  }

  @Test
  void aServiceThatAcceptedAtOnceWasThere() {
    History burst = of(cut(10, 1), cut(11, 2), cut(12, 3));
    assertThat(clues(burst.opened(11))).containsExactly(RELOAD);
    assertThat(clues(burst.opened(10))).containsExactly(RESTART, RELOAD);
    assertThat(clues(burst.opened(9))).containsExactly(RESTART, RELOAD);
  }

  @Test
  void awayIsAwayEvenIfItCameBackSoon() {
    History burst = of(cut(10, 1), cut(11, 2), refused(12, 1), cut(13, 3));
    assertThat(clues(burst.opened(13))).containsExactly(RESTART);
  }

  private static List<Clue> clues(History history) {
    return Moments.clues(new Evidence(SampleEndings.dropped(), List.of(), history));
  }

  private static History of(Loss... losses) {
    return new History(List.of(losses), null, 0);
  }

  private static Clue clue(Cause cause) {
    return new Clue(cause, Clue.Kind.MOMENT, Clue.STRONG, Measure.count(3));
  }

  private static Loss cut(long at, long connection) {
    return loss(SampleEndings.dropped(), at, connection);
  }

  private static Loss closed(long at, long connection) {
    return loss(SampleEndings.closedByPeer(1001), at, connection);
  }

  private static Loss refused(long at, long connection) {
    return loss(SampleEndings.refused(502), at, connection);
  }

  private static Loss unreached(long at, long connection) {
    return loss(SampleEndings.unreachable(Unreachability.CONNECTION_REFUSED), at, connection);
  }

  private static Loss loss(Ending ending, long at, long connection) {
    return Loss.of(ending, at, connection);
  }

  @Test
  void toAServerMomentsSayNothing() {
    Ending ending = new Ending.Dropped(LinkFacts.bare(Role.SERVER, Phase.OPEN));
    History history = History.NONE;
    for (int i = 1; i <= 3; i++) {
      history = history.plus(Loss.of(ending, i, i));
    }
    assertThat(Moments.clues(new Evidence(ending, List.of(), history.with(5)))).isEmpty();
  }
}
