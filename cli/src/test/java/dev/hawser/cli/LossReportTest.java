package dev.hawser.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.Outcome;
import dev.hawser.Parting;
import dev.hawser.State;
import dev.hawser.StateChange;
import dev.hawser.close.CloseCode;
import dev.hawser.close.Initiator;
import dev.hawser.close.Unreachability;
import dev.hawser.reconnect.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LossReportTest {
  private final Captured console = Captured.withInput("");
  private final LossReport report =
      new LossReport(console.console().err(), new Paint(false, 80), new Words(Locale.ENGLISH));

  private String said() {
    return console.err().replace('\u00a0', ' ');
  }

  @Test
  void aLossIsToldWithItsCodeItsDoubtAndTheWait() {
    Parting parting = new Parting(Partings.dropped().ending(), 3);
    report.changed(
        new StateChange(
            State.OPEN,
            State.WAITING,
            1,
            parting,
            new Verdict.Retry(Duration.ofMillis(412), 0, false)));
    assertThat(said())
        .startsWith("lost: 1006 Abnormal Closure")
        .contains("3 in doubt")
        .endsWith("again in 412 ms (retry 1)\n");
  }

  @Test
  void aCauseThatRepeatsIsNotToldAgain() {
    StateChange loss =
        new StateChange(State.CONNECTING, State.WAITING, 1, Partings.refused(503), null);
    report.changed(loss);
    report.changed(loss);
    assertThat(said()).containsOnlyOnce("cause:");
    assertThat(said().lines())
        .filteredOn(line -> line.startsWith("not connected: HTTP 503"))
        .hasSize(2);
    report.changed(
        new StateChange(State.CONNECTING, State.WAITING, 1, Partings.refused(401), null));
    assertThat(said()).contains("AUTH");
  }

  @Test
  void whatNeverOpenedWasNotLostAndHasNoCode() {
    Parting parting = Partings.unreachable(Unreachability.CONNECTION_REFUSED);
    report.changed(new StateChange(State.CONNECTING, State.WAITING, 1, parting, null));
    assertThat(said()).startsWith("not connected: NOT_LISTENING\n").doesNotContain("1006");
    new LossReport(console.console().err(), new Paint(false, 80), new Words(Locale.FRENCH))
        .ended(Partings.refused(401), null);
    assertThat(said()).contains("pas de connexion : HTTP 401 · AUTH").doesNotContain("perdue");
  }

  @Test
  void theLastLossIsToldOnceWithTheReasonForNotComingBack() {
    Parting parting = Partings.closed(Initiator.PEER, CloseCode.POLICY_VIOLATION);
    Verdict.GiveUp why = new Verdict.GiveUp(Verdict.Reason.FINAL_ENDING, "the peer refuses");
    report.changed(new StateChange(State.OPEN, State.TERMINATED, 0, parting, why));
    report.ended(parting, why);
    assertThat(said())
        .containsOnlyOnce("lost: 1008 Policy Violation · POLICY")
        .contains("the peer refuses");
  }

  @Test
  void inFrenchTheReasonForNotComingBackIsFrench() {
    Parting parting = Partings.closed(Initiator.PEER, CloseCode.POLICY_VIOLATION);
    Verdict.GiveUp why = new Verdict.GiveUp(Verdict.Reason.FINAL_ENDING, "the peer refuses");
    new LossReport(console.console().err(), new Paint(false, 80), new Words(Locale.FRENCH))
        .ended(parting, why);
    assertThat(said())
        .contains("abandon : une nouvelle tentative finirait de la même façon")
        .doesNotContain("the peer");
  }

  @Test
  void anEndOfOurOwnIsNoLoss() {
    report.ended(Partings.closed(Initiator.USER, CloseCode.NORMAL_CLOSURE), null);
    assertThat(said()).isEqualTo("closed: 1000 Normal Closure\n");
  }

  @Test
  void tellsOfALineOnlyWhenItWasNotSent() {
    report.notSent("a", new Outcome.Written());
    assertThat(said()).isEmpty();
    report.notSent("b", new Outcome.Dropped(Outcome.Dropped.Reason.EXPIRED));
    assertThat(said()).isEqualTo("not sent: b (it waited for too long)\n");
  }

  @Test
  void everyOutcomeHasWordsInBothLanguages() {
    for (Locale locale : List.of(Locale.ENGLISH, Locale.FRENCH)) {
      LossReport told =
          new LossReport(console.console().err(), new Paint(false, 80), new Words(locale));
      for (Outcome.Dropped.Reason why : Outcome.Dropped.Reason.values()) {
        told.notSent("b", new Outcome.Dropped(why));
      }
      told.notSent("b", new Outcome.Unknown());
    }
    assertThat(said().lines()).hasSize(14).doesNotHaveDuplicates();
    assertThat(said()).doesNotContain("[", "_", "''").contains("la ligne s'est coupée");
  }

  @Test
  void anEndOfOurOwnBeforeASessionStoodIsNoCloseWithACode() {
    report.ended(Partings.aborted(Initiator.USER), null);
    assertThat(said()).isEqualTo("stopped here, with no session that could be closed\n");
  }

  @Test
  void theFirstSessionIsAwaitedUntilItOpensOrNeverWill() throws Exception {
    report.changed(new StateChange(State.QUEUED, State.TERMINATED, 0, null, null));
    report.awaitFirstSession();
  }
}
