package dev.hawser.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Ending;
import dev.hawser.close.SampleEndings;
import dev.hawser.close.Unreachability;
import dev.hawser.machine.ConnectionEvent.Ended;
import dev.hawser.machine.ConnectionState.Queued;
import dev.hawser.machine.ConnectionState.Terminated;
import dev.hawser.machine.ConnectionState.Waiting;
import dev.hawser.machine.Effect.AbortLink;
import dev.hawser.machine.Effect.AskGate;
import dev.hawser.reconnect.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptTest {
  @Test
  void theFirstIsLinkOneAtTheFirstEndpointWithNothingBehindIt() {
    assertThat(Attempt.first(9)).isEqualTo(new Attempt(1, 0, false, Streak.none(9)));
    assertThat(Attempt.first(9).retry()).isZero();
  }

  @Test
  void theNextKeepsTheEndpointAndTheStreak() {
    Streak streak = Streak.none(9).plus(SampleEndings.dropped());
    assertThat(new Attempt(4, 2, true, streak).next()).isEqualTo(new Attempt(5, 2, false, streak));
  }

  @Test
  void queueingAsksTheGateAfterWhatIsLeftToDo() {
    Attempt attempt = new Attempt(4, 2, true, Streak.none(9));
    Step step = attempt.queue(new AbortLink(3));
    assertThat(step.next()).isEqualTo(new Queued(attempt));
    assertThat(step.effects()).containsExactly(new AbortLink(3), new AskGate(4));
  }

  @Test
  void aClosedTransportIsFinalAndNoPolicyIsAsked() {
    Moment now = Moments.under((o, d) -> new Verdict.Retry(Duration.ZERO, 0, false), 70);
    Ending ending = SampleEndings.unreachable(Unreachability.TRANSPORT_CLOSED);
    Terminated end = (Terminated) Attempt.first(9).after(new Ended(1, ending), Duration.ZERO, now);
    assertThat(end.ending()).isEqualTo(ending);
    assertThat(end.verdict().why()).isEqualTo(Verdict.Reason.TRANSPORT_CLOSED);
    assertThat(end.verdict().text())
        .isEqualTo("the transport was closed by its owner, so nothing can be dialled");
    Ending other = SampleEndings.unreachable(Unreachability.NOT_PREPARED);
    assertThat(Attempt.first(9).after(new Ended(1, other), Duration.ZERO, now))
        .isInstanceOf(Waiting.class);
  }

  @Test
  void aVerdictThatRenewsCredentialsIsRememberedAndPassedToTheDial() {
    Moment now = Moments.under((o, d) -> new Verdict.Retry(Duration.ZERO, 1, true), 70);
    Ending ending = SampleEndings.refused(401);
    ConnectionState after = Attempt.first(9).after(new Ended(1, ending), Duration.ZERO, now);
    Attempt next = ((Waiting) after).attempt();
    assertThat(next).isEqualTo(new Attempt(2, 1, true, new Streak(1, 9, List.of(ending), true)));
    assertThat(next.dial()).isEqualTo(new Effect.Dial(2, 1, true));
    assertThat(after.deadline()).hasValue(70);
    assertThat(next.retry()).isEqualTo(1);
  }
}
