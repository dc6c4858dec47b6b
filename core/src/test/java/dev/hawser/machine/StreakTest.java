package dev.hawser.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.Ending;
import dev.hawser.close.SampleEndings;
import dev.hawser.reconnect.Circumstances;
import dev.hawser.reconnect.Outage;
import dev.hawser.reconnect.ReconnectPolicy;
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
    assertThat(after(streak, false).reauthUsed()).isFalse();
    assertThat(after(streak, true).reauthUsed()).isTrue();
    assertThat(after(after(streak, true), false).reauthUsed()).isTrue();
    assertThat(after(streak, true).plus(DROPPED).reauthUsed()).isTrue();
    assertThat(after(streak, true).forgotten(9)).isEqualTo(Streak.none(9));
  }

  @Test
  void remembersTheDelayOfItsLastVerdict() {
    Streak streak = Streak.none(5).plus(DROPPED);
    assertThat(streak.lastDelay()).isZero();
    Streak waited = streak.after(retry(70), Moments.at(100));
    assertThat(waited.lastDelay()).isEqualTo(Duration.ofNanos(70));
    assertThat(waited.plus(RESTART).lastDelay()).isEqualTo(Duration.ofNanos(70));
    assertThat(circumstances(waited, 0, Moments.at(200)).lastDelay())
        .isEqualTo(Duration.ofNanos(70));
    assertThat(waited.forgotten(9).lastDelay()).isZero();
    assertThat(waited.dials()).isEmpty();
  }

  @Test
  void tellsAPolicyThatAsksHowLongAgoTheLastDialsWere() {
    Streak first = Streak.none(5).plus(DROPPED);
    assertThat(circumstances(first, 3, Moments.at(20)).dials()).containsExactly(nanos(15));
    Streak second = first.after(retry(10), remembering(3, 20)).plus(DROPPED);
    assertThat(circumstances(second, 3, Moments.at(40)).dials())
        .containsExactly(nanos(35), nanos(10));
    Streak fourth = second.after(retry(0), remembering(3, 40)).after(retry(20), remembering(3, 50));
    assertThat(fourth.dials()).containsExactly(30L, 40L, 70L);
    // The last one was due at 70 and brought forward.
    assertThat(circumstances(fourth, 3, Moments.at(69)).dials())
        .containsExactly(nanos(39), nanos(29), nanos(0));
    assertThat(circumstances(fourth, 0, Moments.at(69)).dials()).isEmpty();
  }

  @Test
  void aStableLinkDoesNotMakeTheDialsForgotten() {
    Streak streak = Streak.none(5).plus(DROPPED).after(retry(10), remembering(2, 20));
    assertThat(streak.forgotten(90))
        .isEqualTo(new Streak(0, 90, List.of(), false, Duration.ZERO, List.of(5L, 30L)));
  }

  @Test
  void tellsThePolicyWhetherCredentialsCanBeRenewed() {
    List<Outage> told = new ArrayList<>();
    for (boolean renewable : new boolean[] {false, true}) {
      ConnectionRules rules =
          new ConnectionRules(telling(told, 0), Moments.PREPARE_TIMEOUT, 1, renewable);
      Streak.none(5).plus(DROPPED).verdict(0, Duration.ZERO, moment(9, rules));
    }
    assertThat(told).extracting(o -> o.circumstances().renewable()).containsExactly(false, true);
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
    Streak streak = after(Streak.none(5).plus(RESTART), true).plus(DROPPED);
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

  private static Streak after(Streak streak, boolean renew) {
    return streak.after(new Verdict.Retry(Duration.ZERO, 0, renew), Moments.at(7));
  }

  private static Verdict.Retry retry(long nanos) {
    return new Verdict.Retry(nanos(nanos), 0, false);
  }

  private static Duration nanos(long nanos) {
    return Duration.ofNanos(nanos);
  }

  private static Circumstances circumstances(Streak streak, int dials, Moment now) {
    List<Outage> told = new ArrayList<>();
    ConnectionRules rules = new ConnectionRules(telling(told, dials), Moments.PREPARE_TIMEOUT, 1);
    streak.plus(DROPPED).verdict(0, Duration.ZERO, moment(now.nanos(), rules));
    return told.get(0).circumstances();
  }

  private static Moment remembering(int dials, long now) {
    return moment(
        now, new ConnectionRules(telling(new ArrayList<>(), dials), Moments.PREPARE_TIMEOUT, 1));
  }

  private static Moment moment(long now, ConnectionRules rules) {
    return new Moment(now, Moments.NOON, 0.25, rules);
  }

  private static ReconnectPolicy telling(List<Outage> told, int dials) {
    return new ReconnectPolicy() {
      @Override
      public Verdict decide(Outage outage, double dice) {
        told.add(outage);
        return Moments.GIVE_UP;
      }

      @Override
      public int dialsRemembered() {
        return dials;
      }
    };
  }
}
