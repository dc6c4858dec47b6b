package dev.hawser.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.Ending;
import dev.hawser.close.SampleEndings;
import dev.hawser.reconnect.Outage;
import dev.hawser.reconnect.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreakTest {
  private static final Ending DROPPED = SampleEndings.dropped();
  private static final Ending RESTART = SampleEndings.closedByPeer(1012);

  @Test
  void countsEveryEndingAndKeepsTheLastEight() {
    Streak streak = Streak.none(5).plus(RESTART);
    for (int i = 0; i < 7; i++) {
      streak = streak.plus(DROPPED);
    }
    assertThat(streak.failures()).isEqualTo(8);
    assertThat(streak.endings()).hasSize(8).startsWith(RESTART);
    streak = streak.plus(RESTART);
    assertThat(streak.failures()).isEqualTo(9);
    assertThat(streak.endings()).hasSize(8).startsWith(DROPPED).endsWith(RESTART);
    assertThat(streak.since()).isEqualTo(5);
  }

  @Test
  void theCountNeverRunsOver() {
    Streak streak = new Streak(Integer.MAX_VALUE - 1, 5, List.of(), false);
    assertThat(streak.plus(DROPPED).failures()).isEqualTo(Integer.MAX_VALUE);
    assertThat(streak.plus(DROPPED).plus(DROPPED).failures()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void onceRenewedTheCredentialsStayRenewed() {
    Streak streak = Streak.none(5);
    assertThat(streak.reauth(false).reauthUsed()).isFalse();
    assertThat(streak.reauth(true).reauthUsed()).isTrue();
    assertThat(streak.reauth(true).reauth(false).reauthUsed()).isTrue();
    assertThat(streak.reauth(true).plus(DROPPED).reauthUsed()).isTrue();
  }

  @Test
  void keepsItsOwnCopyOfTheEndings() {
    List<Ending> endings = new ArrayList<>(List.of(DROPPED));
    Streak streak = new Streak(1, 0, endings, false);
    endings.clear();
    assertThat(streak.endings()).containsExactly(DROPPED);
    assertThatThrownBy(() -> streak.endings().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void tellsThePolicyTheWholeOutage() {
    List<Outage> told = new ArrayList<>();
    Moment now =
        new Moment(
            1_005,
            Moments.NOON,
            0.25,
            new ConnectionRules(
                (outage, dice) -> {
                  told.add(outage);
                  return new Verdict.Retry(Duration.ofNanos((long) (dice * 100)), 2, false);
                },
                Moments.PREPARE_TIMEOUT,
                3));
    Streak streak = Streak.none(5).plus(RESTART).reauth(true).plus(DROPPED);
    assertThat(streak.verdict(1, Duration.ofSeconds(4), now))
        .isEqualTo(new Verdict.Retry(Duration.ofNanos(25), 2, false));
    assertThat(told)
        .containsExactly(
            new Outage(
                2,
                Duration.ofNanos(1_000),
                List.of(RESTART, DROPPED),
                true,
                1,
                3,
                Duration.ofSeconds(4),
                Moments.NOON));
  }

  @Test
  void aPolicyThatThrowsGivesUp() {
    Moment now =
        Moments.under(
            (outage, dice) -> {
              throw new IllegalStateException("out of ideas");
            },
            9);
    assertThat(ask(now))
        .isEqualTo(
            new Verdict.GiveUp(
                Verdict.Reason.POLICY_FAILED,
                "the policy threw java.lang.IllegalStateException: out of ideas"));
  }

  @Test
  @SuppressWarnings("NullAway") // what a policy without null checks may do
  void aPolicyWithoutAnAnswerGivesUp() {
    assertThat(ask(Moments.under((outage, dice) -> null, 9)))
        .isEqualTo(
            new Verdict.GiveUp(
                Verdict.Reason.POLICY_FAILED,
                "the policy threw java.lang.NullPointerException: no verdict"));
  }

  @Test
  void aPolicyThatChoosesAnEndpointThatDoesNotExistGivesUp() {
    assertThat(ask(Moments.under((outage, dice) -> new Verdict.Retry(Duration.ZERO, 2, false), 9)))
        .isEqualTo(
            new Verdict.GiveUp(
                Verdict.Reason.POLICY_FAILED, "the policy chose endpoint 2, counted from 0, of 2"));
    assertThat(ask(Moments.under((outage, dice) -> new Verdict.Retry(Duration.ZERO, 1, false), 9)))
        .isInstanceOf(Verdict.Retry.class);
  }

  private static Verdict ask(Moment now) {
    return Streak.none(5).plus(DROPPED).verdict(0, Duration.ZERO, now);
  }
}
