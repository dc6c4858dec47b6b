package dev.hawser.reconnect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.SampleEndings;
import dev.hawser.reconnect.Verdict.GiveUp;
import dev.hawser.reconnect.Verdict.Reason;
import dev.hawser.reconnect.Verdict.Retry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BothPoliciesTest {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(2);
  private static final GiveUp ONE_STOPS = new GiveUp(Reason.FINAL_ENDING, "one");
  private static final GiveUp TWO_STOPS = new GiveUp(Reason.DOWN_TOO_LONG, "two");

  @Test
  void theFirstToGiveUpIsBelieved() {
    Retry retry = new Retry(SHORT, 0, false);
    assertThat(both(ONE_STOPS, TWO_STOPS)).isSameAs(ONE_STOPS);
    assertThat(both(ONE_STOPS, retry)).isSameAs(ONE_STOPS);
    assertThat(both(retry, TWO_STOPS)).isSameAs(TWO_STOPS);
  }

  @Test
  void theSecondIsNotAskedWhenTheFirstGivesUp() {
    ReconnectPolicy stops = (outage, dice) -> ONE_STOPS;
    ReconnectPolicy fails =
        (outage, dice) -> {
          throw new AssertionError("asked");
        };
    assertThat(decide(stops, fails)).isSameAs(ONE_STOPS);
  }

  @Test
  void theLongerDelayCountsAndTheFirstChoosesTheEndpoint() {
    assertThat(both(new Retry(SHORT, 4, false), new Retry(LONG, 5, false)))
        .isEqualTo(new Retry(LONG, 4, false));
    assertThat(both(new Retry(LONG, 4, false), new Retry(SHORT, 5, false)))
        .isEqualTo(new Retry(LONG, 4, false));
  }

  @Test
  void credentialsAreRenewedIfEitherAsks() {
    assertThat(both(new Retry(SHORT, 0, true), new Retry(SHORT, 0, false)))
        .isEqualTo(new Retry(SHORT, 0, true));
    assertThat(both(new Retry(SHORT, 0, false), new Retry(SHORT, 0, true)))
        .isEqualTo(new Retry(SHORT, 0, true));
  }

  @Test
  void bothSeeTheSameOutageAndDice() {
    ReconnectPolicy echo =
        (outage, dice) -> new GiveUp(Reason.NEVER, outage.attempt() + "@" + dice);
    Outage third = Outages.of(SampleEndings.dropped(), 3);
    ReconnectPolicy retries = (outage, dice) -> new Retry(SHORT, 0, false);
    assertThat(new BothPolicies(echo, retries).decide(third, 0.25))
        .isEqualTo(new GiveUp(Reason.NEVER, "3@0.25"));
    assertThat(new BothPolicies(retries, echo).decide(third, 0.25))
        .isEqualTo(new GiveUp(Reason.NEVER, "3@0.25"));
  }

  @Test
  void aLinkIsStableWhenItIsForBoth() {
    Backoff patient = Backoff.standard().stableAfter(LONG);
    Backoff hasty = Backoff.standard().stableAfter(SHORT);
    assertThat(new BothPolicies(patient, hasty).stableAfter()).isEqualTo(LONG);
    assertThat(new BothPolicies(hasty, patient).stableAfter()).isEqualTo(LONG);
  }

  @Test
  void asManyDialsAreRememberedAsEitherAsksFor() {
    Backoff two = Backoff.standard().atMost(2, LONG);
    Backoff five = Backoff.standard().atMost(5, LONG);
    assertThat(new BothPolicies(two, five).dialsRemembered()).isEqualTo(5);
    assertThat(new BothPolicies(five, two).dialsRemembered()).isEqualTo(5);
  }

  private static Verdict both(Verdict one, Verdict two) {
    return decide((outage, dice) -> one, (outage, dice) -> two);
  }

  private static Verdict decide(ReconnectPolicy one, ReconnectPolicy two) {
    return new BothPolicies(one, two).decide(Outages.of(SampleEndings.dropped()), 0.5);
  }
}
