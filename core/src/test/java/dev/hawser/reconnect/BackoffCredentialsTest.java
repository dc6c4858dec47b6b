package dev.hawser.reconnect;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.SampleEndings;
import dev.hawser.reconnect.Verdict.GiveUp;
import dev.hawser.reconnect.Verdict.Reason;
import dev.hawser.reconnect.Verdict.Retry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a backoff asks for fresh credentials. */
class BackoffCredentialsTest {
  private static final Backoff BACKOFF = Backoff.fullJitter(ofMillis(500), ofSeconds(30));
  private static final Ending DROPPED = SampleEndings.dropped();

  @ParameterizedTest
  @CsvSource({"401", "1008", "3000"})
  void freshCredentialsEarnOneAttemptAtOnceWithTheSameEndpoint(int number) {
    Outage refused = renewable(Outages.atLast(unauthorized(number), 2, ZERO));
    assertThat(BACKOFF.decide(refused, 0.5)).isEqualTo(new Retry(ZERO, 2, true));
  }

  @ParameterizedTest
  @CsvSource({"401", "1008", "3000"})
  void theSecondTimeAndWithoutASourceOfCredentialsItIsFinal(int number) {
    Outage refused = Outages.of(unauthorized(number));
    String why = BACKOFF.advice().on(refused.ending()).why();
    assertThat(BACKOFF.decide(refused, 0.5)).isEqualTo(new GiveUp(Reason.FINAL_ENDING, why));
    Outage again =
        new Outage(2, ZERO, refused.endings(), true, 0, 1, ZERO, Outages.NOON)
            .in(new Circumstances(ZERO, List.of(), true));
    assertThat(BACKOFF.decide(again, 0.5))
        .isEqualTo(new GiveUp(Reason.FINAL_ENDING, why + ", and fresh ones did not help"));
    Outage otherwise =
        new Outage(
            2, ZERO, List.of(SampleEndings.closedByPeer(1002)), true, 0, 1, ZERO, Outages.NOON);
    assertThat(BACKOFF.decide(otherwise, 0.5))
        .isEqualTo(
            new GiveUp(Reason.FINAL_ENDING, "the same bytes would break the protocol again"));
  }

  @Test
  void freshCredentialsAreBoundByTheBudgetToo() {
    Outage fifth = renewable(Outages.of(SampleEndings.refused(401), 5));
    assertThat(BACKOFF.maxAttempts(4).decide(fifth, 0))
        .extracting("why")
        .isEqualTo(Reason.TOO_MANY_ATTEMPTS);
    Outage hasty = renewable(Outages.of(SampleEndings.refused(401)));
    Outage dialled = hasty.in(new Circumstances(ZERO, List.of(ofSeconds(4)), true));
    assertThat(BACKOFF.atMost(1, ofSeconds(10)).decide(dialled, 0))
        .isEqualTo(new Retry(ofSeconds(6), 0, true));
  }

  @Test
  void ourOwnCloseWithSuchACodeSaysNothingOfCredentials() {
    Outage stalled = renewable(Outages.of(SampleEndings.failed(Fault.CONSUMER_STALLED)));
    assertThat(BACKOFF.decide(stalled, 0)).isInstanceOf(GiveUp.class);
    Outage own = renewable(Outages.of(SampleEndings.closed(Initiator.LIBRARY, 3000)));
    assertThat(BACKOFF.decide(own, 0)).isEqualTo(new Retry(ZERO, 0, false));
  }

  @Test
  void otherEndingsCanBeToldToRenew() {
    Outage custom = renewable(Outages.of(SampleEndings.closedByPeer(4401)));
    assertThat(BACKOFF.renewOn(CloseCode.of(4401)).decide(custom, 0.5))
        .isEqualTo(new Retry(ZERO, 0, true));
    Outage forbidden = renewable(Outages.of(SampleEndings.refused(403)));
    assertThat(BACKOFF.renewOnStatus(403).decide(forbidden, 0.5))
        .isEqualTo(new Retry(ZERO, 0, true));
    assertThat(BACKOFF.decide(forbidden, 0.5)).isInstanceOf(GiveUp.class);
  }

  @Test
  void renewsCredentialsOnceWhereItIsToldToRetry() {
    Backoff eager = BACKOFF.retryOnStatus(401, 403).retryOn(CloseCode.UNAUTHORIZED);
    assertThat(renews(eager, SampleEndings.refused(401))).isTrue();
    assertThat(renews(eager, SampleEndings.closedByPeer(3000))).isTrue();
    assertThat(renews(eager, SampleEndings.refused(403))).isFalse();
    assertThat(renews(eager, DROPPED)).isFalse();
    Outage again =
        new Outage(2, ZERO, List.of(SampleEndings.refused(401)), true, 0, 1, ZERO, Outages.NOON);
    assertThat(eager.decide(again, 0.5)).isEqualTo(new Retry(ofMillis(500), 0, false));
  }

  private static boolean renews(Backoff backoff, Ending ending) {
    return ((Retry) backoff.decide(Outages.of(ending), 0)).renewCredentials();
  }

  private static Ending unauthorized(int number) {
    return number == 401 ? SampleEndings.refused(401) : SampleEndings.closedByPeer(number);
  }

  private static Outage renewable(Outage outage) {
    return outage.in(new Circumstances(ZERO, List.of(), true));
  }
}
