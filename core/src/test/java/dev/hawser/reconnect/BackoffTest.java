package dev.hawser.reconnect;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.close.SampleEndings;
import dev.hawser.reconnect.Verdict.GiveUp;
import dev.hawser.reconnect.Verdict.Reason;
import dev.hawser.reconnect.Verdict.Retry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private static final double LAST_DICE = Math.nextDown(1.0);
  private static final Backoff BACKOFF = Backoff.fullJitter(ofMillis(500), ofSeconds(30));
  private static final Ending DROPPED = SampleEndings.dropped();

  @ParameterizedTest
  @CsvSource({"1,250", "2,500", "3,1000", "6,8000", "7,15000", "1000,15000", "1000000,15000"})
  void theWindowDoublesUpToTheCapAndTheDelayFallsInsideIt(int attempt, long millisAtHalf) {
    assertThat(delay(BACKOFF, DROPPED, attempt, 0.5)).isEqualTo(ofMillis(millisAtHalf));
    assertThat(delay(BACKOFF, DROPPED, attempt, 0)).isZero();
    assertThat(delay(BACKOFF, DROPPED, attempt, LAST_DICE))
        .isBetween(ofMillis(2 * millisAtHalf).minusNanos(10), ofMillis(2 * millisAtHalf));
  }

  @Test
  void theMultiplierIsWhatOneWindowIsToTheNext() {
    assertThat(delay(BACKOFF.multiplier(3), DROPPED, 3, 0.5)).isEqualTo(ofMillis(2250));
    assertThat(delay(BACKOFF.multiplier(1), DROPPED, 1_000_000, 0.5)).isEqualTo(ofMillis(250));
    assertThat(delay(BACKOFF.multiplier(10), DROPPED, Integer.MAX_VALUE, 0.5))
        .isEqualTo(ofSeconds(15));
  }

  @ParameterizedTest
  @CsvSource({"429", "503"})
  void waitsAsLongAsTheServerAsksAndPutsTheJitterOnTop(int status) {
    Ending asked = SampleEndings.refused(status, "Retry-After", "8");
    assertThat(delay(BACKOFF, asked, 1, 0)).isEqualTo(ofSeconds(8));
    // A quarter of what was asked is more than the first window.
    assertThat(delay(BACKOFF, asked, 1, 0.5)).isEqualTo(ofSeconds(9));
    // At the cap the window is more.
    assertThat(delay(BACKOFF, asked, 10, 0.5)).isEqualTo(ofSeconds(23));
    // One client alone needs no jitter.
    assertThat(delay(BACKOFF.jitter(Jitter.NONE), asked, 1, 0)).isEqualTo(ofMillis(8_500));
  }

  @Test
  void theJitterDecidesWhereInTheWindow() {
    assertThat(delay(BACKOFF.jitter(Jitter.EQUAL), DROPPED, 2, 0.5)).isEqualTo(ofMillis(750));
    assertThat(delay(BACKOFF.jitter(Jitter.NONE), DROPPED, 1_000, 0)).isEqualTo(ofSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({
    "1001, 1, 0, 0",
    "1001, 1, 0.5, 2500",
    "1012, 1, 0, 5000",
    "1012, 1, 0.5, 17500",
    "1013, 1, 0, 30000",
    "1013, 1, 0.5, 45000",
    // The longer of the two counts: half of 30 s is more than half of 5 s.
    "1001, 10, 0.5, 15000",
    "1012, 10, 0, 5000",
    "1012, 10, 0.5, 17500",
    "1011, 1, 0.5, 250"
  })
  void someCodesOfThePeerAskForAWait(int code, int attempt, double dice, long millis) {
    assertThat(delay(BACKOFF, SampleEndings.closedByPeer(code), attempt, dice))
        .isEqualTo(ofMillis(millis));
  }

  @Test
  void aFleetComesBackFromARestartSpreadOverTwentyFiveSeconds() {
    Random dice = new Random(1012);
    int[] seconds = new int[31];
    for (int client = 0; client < 10_000; client++) {
      seconds[
          (int)
              delay(BACKOFF, SampleEndings.closedByPeer(1012), 1, dice.nextDouble()).toSeconds()]++;
    }
    assertThat(Arrays.stream(seconds, 0, 5).sum()).isZero();
    // 400 expected in each, within five standard deviations.
    assertThat(Arrays.stream(seconds, 5, 30)).allMatch(n -> n > 300 && n < 500);
  }

  @Test
  void aWaitNamedInTheReasonOfACloseIsTheEarliestTimeAndTheJitterComesOnTop() {
    assertThat(delay(BACKOFF, closed(1012, "deploy; retry-after=8"), 1, 0)).isEqualTo(ofSeconds(8));
    assertThat(delay(BACKOFF, closed(1012, "retry-after=8"), 1, 0.5)).isEqualTo(ofSeconds(9));
    assertThat(delay(BACKOFF, closed(1001, "retry-after=0"), 1, 0.5)).isEqualTo(ofMillis(250));
    assertThat(delay(BACKOFF, closed(1013, "retry-after=900"), 1, 0)).isEqualTo(ofMinutes(5));
    assertThat(delay(BACKOFF, closed(1014, "1014 upstream_eof id=8f retry=8"), 1, 0))
        .isEqualTo(ofSeconds(8));
    assertThat(delay(BACKOFF, closed(1014, "1014 upstream_eof id=8f retry=8"), 1, 0.5))
        .isEqualTo(ofSeconds(9));
    assertThat(delay(BACKOFF, closed(1014, "retry=900"), 1, 0)).isEqualTo(ofMinutes(5));
    assertThat(delay(BACKOFF, closed(4000, "retry-after=8"), 1, 0)).isZero();
    Ending own =
        new Ending.Closed(
            Initiator.LIBRARY,
            CloseReason.of(CloseCode.SERVICE_RESTART, "retry-after=8"),
            SampleEndings.open());
    assertThat(delay(BACKOFF, own, 1, 0)).isZero();
  }

  private static Ending closed(int code, String text) {
    return new Ending.Closed(
        Initiator.PEER, CloseReason.of(CloseCode.of(code), text), SampleEndings.open());
  }

  @Test
  void aVendorsProfileIsObeyed() {
    Backoff pusher = BACKOFF.vendor(VendorProfile.named("pusher"));
    assertThat(pusher.decide(Outages.of(SampleEndings.closedByPeer(4003)), 0.5))
        .isEqualTo(
            new GiveUp(
                Reason.FINAL_ENDING,
                "Pusher Channels calls it 'Application disabled' and asks to stop"));
    assertThat(delay(pusher, SampleEndings.closedByPeer(4100), 1, 0.5)).isEqualTo(ofSeconds(3));
    assertThat(delay(pusher, SampleEndings.closedByPeer(4200), 1, 0.5)).isEqualTo(ofMillis(250));
    Backoff discord = BACKOFF.vendor(2, VendorProfile.named("discord-gateway"));
    Ending failed = SampleEndings.closedByPeer(4004);
    assertThat(discord.decide(renewable(Outages.atLast(failed, 2, ZERO)), 0.5))
        .isEqualTo(new Retry(ZERO, 2, true));
  }

  @Test
  void tooManyRequestsWithoutAWordWaitLong() {
    assertThat(delay(BACKOFF, SampleEndings.refused(429), 1, 0)).isEqualTo(ofSeconds(30));
    assertThat(delay(BACKOFF, SampleEndings.refused(429), 1, 0.5)).isEqualTo(ofSeconds(45));
    assertThat(delay(BACKOFF, SampleEndings.refused(429, "Retry-After", "0"), 1, 0.5))
        .isEqualTo(ofMillis(250));
    assertThat(delay(BACKOFF, SampleEndings.refused(503), 1, 0)).isZero();
  }

  @Test
  void whatAnEndingAsksForIsTheUsersToChange() {
    Backoff own =
        BACKOFF
            .waitAfter(CloseCode.SERVICE_RESTART, Wait.between(ofSeconds(1), ofSeconds(2)))
            .waitAfterStatus(503, Wait.between(ofSeconds(3), ofSeconds(4)));
    assertThat(delay(own, SampleEndings.closedByPeer(1012), 1, 0.5)).isEqualTo(ofMillis(1_500));
    assertThat(delay(own, SampleEndings.refused(503), 1, 0.5)).isEqualTo(ofMillis(3_500));
  }

  @Test
  void anOverloadedServerIsLeftAloneOnlyWhenNoOtherIsLeft() {
    Ending busy = SampleEndings.closedByPeer(1013);
    Outage first = outage(List.of(busy), 0);
    assertThat(BACKOFF.decide(first, 0.5)).isEqualTo(new Retry(ofMillis(250), 1, false));
    Outage second = outage(List.of(busy, busy), 1);
    assertThat(BACKOFF.decide(second, 0.5)).isEqualTo(new Retry(ofSeconds(45), 0, false));
    assertThat(BACKOFF.order(EndpointOrder.STAY).decide(first, 0.5))
        .isEqualTo(new Retry(ofMillis(250), 1, false));
  }

  @Test
  void theOrderChoosesTheEndpoint() {
    Outage stable = Outages.atLast(DROPPED, 1, ofSeconds(10));
    assertThat(((Retry) BACKOFF.decide(stable, 0)).endpoint()).isEqualTo(2);
    Backoff home = BACKOFF.order(EndpointOrder.PRIMARY_FIRST);
    assertThat(((Retry) home.decide(stable, 0)).endpoint()).isZero();
  }

  @Test
  void aRateStretchesTheDelayAndNeverShortensIt() {
    Backoff slow = BACKOFF.atMost(2, ofSeconds(60));
    assertThat(slow.dialsRemembered()).isEqualTo(2);
    Outage outage = Outages.of(DROPPED, 1);
    assertThat(((Retry) slow.decide(dialled(outage, 50, 20), 0.5)).delay())
        .isEqualTo(ofSeconds(10));
    assertThat(((Retry) slow.decide(dialled(outage, 20), 0.5)).delay()).isEqualTo(ofMillis(250));
    Outage late = Outages.of(DROPPED, 10);
    assertThat(((Retry) slow.decide(dialled(late, 50, 20), 0.5)).delay()).isEqualTo(ofSeconds(15));
    assertThat(BACKOFF.dialsRemembered()).isZero();
  }

  @Test
  void obeysRetryAfterWithTheseTwoStatusesOnly() {
    assertThat(delay(BACKOFF, SampleEndings.refused(502, "Retry-After", "8"), 1, 0)).isZero();
    assertThat(delay(BACKOFF, SampleEndings.refused(503), 1, 0.5)).isEqualTo(ofMillis(250));
    assertThat(delay(BACKOFF, SampleEndings.refused(503, "Retry-After", "soon"), 1, 0)).isZero();
  }

  @Test
  void readsADateAgainstTheWallClockOfTheOutage() {
    Ending asked = SampleEndings.refused(503, "Retry-After", "Sun, 22 Nov 2026 12:00:20 GMT");
    assertThat(delay(BACKOFF, asked, 1, 0)).isEqualTo(ofSeconds(20));
  }

  @Test
  void waitsNoLongerThanTheConfiguredMostForAServer() {
    Ending asked = SampleEndings.refused(503, "Retry-After", "100000");
    assertThat(delay(BACKOFF, asked, 1, 0)).isEqualTo(ofMinutes(5));
    assertThat(delay(BACKOFF, asked, 1, 0.5)).isEqualTo(ofMillis(337_500));
    assertThat(delay(BACKOFF.maxRetryAfter(ofSeconds(40)), asked, 1, 0)).isEqualTo(ofSeconds(40));
    assertThat(delay(BACKOFF.maxRetryAfter(ZERO), asked, 1, 0.5)).isEqualTo(ofMillis(250));
    Ending exactly = SampleEndings.refused(503, "Retry-After", "300");
    assertThat(delay(BACKOFF, exactly, 1, 0)).isEqualTo(ofMinutes(5));
  }

  @Test
  void noDelayIsLongerThanAVerdictMayName() {
    Ending asked = SampleEndings.refused(503, "Retry-After", "9".repeat(30));
    Backoff patient = BACKOFF.maxRetryAfter(ofDays(365));
    assertThat(delay(patient, asked, 1, 0)).isEqualTo(ofDays(365));
    assertThat(delay(patient, asked, 1, 0.5)).isEqualTo(ofDays(365));
    assertThat(delay(BACKOFF.maxRetryAfter(ofDays(292)), asked, 1, 0.5))
        .isEqualTo(ofDays(292).plusHours(876));
  }

  @Test
  void aFinalEndingGivesUpWithItsReason() {
    assertThat(BACKOFF.decide(Outages.of(SampleEndings.closedByPeer(1002)), 0.5))
        .isEqualTo(
            new GiveUp(Reason.FINAL_ENDING, "the same bytes would break the protocol again"));
  }

  @Test
  void aFinalEndingIsNamedBeforeTheLimits() {
    Backoff strict = BACKOFF.maxAttempts(1).giveUpAfter(ofSeconds(1));
    Outage late = Outages.of(SampleEndings.closedByPeer(1002), 5, ofSeconds(60));
    assertThat(strict.decide(late, 0)).extracting("why").isEqualTo(Reason.FINAL_ENDING);
  }

  @Test
  void makesSoManyAttemptsToComeBackAndNoMore() {
    Backoff three = BACKOFF.maxAttempts(3);
    assertThat(three.decide(Outages.of(DROPPED, 3), 0)).isInstanceOf(Retry.class);
    assertThat(three.decide(Outages.of(DROPPED, 4), 0))
        .isEqualTo(
            new GiveUp(
                Reason.TOO_MANY_ATTEMPTS,
                "3 attempts to come back failed, which is all the policy allows"));
  }

  @Test
  void givesUpOnceTheOutageHasLastedSoLong() {
    Backoff minute = BACKOFF.giveUpAfter(ofMinutes(1));
    assertThat(minute.decide(Outages.of(DROPPED, 3, ofMinutes(1).minusNanos(1)), 0))
        .isInstanceOf(Retry.class);
    assertThat(minute.decide(Outages.of(DROPPED, 3, ofMinutes(1)), 0))
        .isEqualTo(
            new GiveUp(Reason.DOWN_TOO_LONG, "the outage has lasted 60 s, the policy allows 60 s"));
    assertThat(BACKOFF.decide(Outages.of(DROPPED, 3, ofDays(3650)), 0)).isInstanceOf(Retry.class);
  }

  @Test
  void theFirstRetryAfterAStableLinkStaysAtItsEndpoint() {
    assertThat(endpoint(DROPPED, 1, ofSeconds(10))).isEqualTo(2);
    assertThat(endpoint(SampleEndings.closedByPeer(1012), 1, ofSeconds(60))).isEqualTo(2);
  }

  @Test
  void everyOtherRetryGoesToTheNextEndpointAndRoundAgain() {
    assertThat(endpoint(DROPPED, 1, ofSeconds(10).minusNanos(1))).isZero();
    assertThat(endpoint(DROPPED, 2, ofSeconds(10))).isZero();
    Outage first = new Outage(2, ZERO, List.of(DROPPED), false, 0, 3, ZERO, Outages.NOON);
    assertThat(((Retry) BACKOFF.decide(first, 0)).endpoint()).isEqualTo(1);
  }

  @Test
  void anOverloadedServerIsLeftForTheNextEndpoint() {
    assertThat(endpoint(SampleEndings.closedByPeer(1013), 1, ofSeconds(60))).isZero();
  }

  private static Duration delay(Backoff backoff, Ending ending, int attempt, double dice) {
    return ((Retry) backoff.decide(Outages.of(ending, attempt), dice)).delay();
  }

  private static int endpoint(Ending ending, int attempt, Duration lastUptime) {
    return ((Retry) BACKOFF.decide(Outages.atLast(ending, attempt, lastUptime), 0)).endpoint();
  }

  private static Outage renewable(Outage outage) {
    return outage.in(new Circumstances(ZERO, List.of(), true));
  }

  private static Outage dialled(Outage outage, int... secondsAgo) {
    List<Duration> dials = Arrays.stream(secondsAgo).mapToObj(Duration::ofSeconds).toList();
    return outage.in(new Circumstances(ZERO, dials, false));
  }

  private static Outage outage(List<Ending> endings, int endpoint) {
    return new Outage(
        endings.size(), ZERO, endings, false, endpoint, 2, ofSeconds(60), Outages.NOON);
  }
}
