package dev.hawser;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnstileTest {
  private static final EntryLimits OPEN = EntryLimits.STANDARD.retryAfter(ofSeconds(3));
  private static final Duration HANDSHAKE = ofSeconds(10);

  private static long at(Duration time) {
    return time.toNanos();
  }

  private static Turnstile of(EntryLimits limits) {
    return new Turnstile(limits, HANDSHAKE);
  }

  @Test
  void sessionsAndRequestsUnderDecisionCountTogether() {
    Turnstile turnstile = of(OPEN.sessions(3));
    assertThat(turnstile.enter(1, 0)).isNotNull();
    assertThat(turnstile.enter(1, 0)).isNotNull();
    assertThat(turnstile.enter(1, 0)).isNull();
    assertThat(turnstile.enter(0, 0)).isNotNull();
    assertThat(turnstile.enter(3, 0)).isNull();
  }

  @Test
  void aDecisionMakesRoomOnceHoweverOftenItIsTold() {
    Turnstile turnstile = of(OPEN.handshakes(2));
    Turnstile.Visit first = turnstile.enter(0, 0);
    assertThat(turnstile.enter(0, 0)).isNotNull();
    assertThat(turnstile.enter(0, 0)).isNull();
    first.decided();
    first.decided();
    assertThat(turnstile.enter(0, 0)).isNotNull();
    assertThat(turnstile.enter(0, 0)).isNull();
  }

  @Test
  void aRequestNobodyDecidesCountsNoLongerThanAHandshakeMayTake() {
    Turnstile turnstile = of(OPEN.handshakes(1));
    Turnstile.Visit forgotten = turnstile.enter(0, at(ZERO));
    assertThat(turnstile.enter(0, at(HANDSHAKE) - 1)).isNull();
    assertThat(turnstile.enter(0, at(HANDSHAKE))).isNotNull();
    forgotten.decided(); // too late to make room
    assertThat(turnstile.enter(0, at(HANDSHAKE))).isNull();
  }

  @Test
  void aDecisionBehindAnOlderOneCountsAtOnce() {
    Turnstile turnstile = of(OPEN.handshakes(2));
    turnstile.enter(0, 0);
    turnstile.enter(0, 1).decided();
    assertThat(turnstile.enter(0, 2)).isNotNull();
    assertThat(turnstile.enter(0, 2)).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 500_000_000L, -1})
  void theRateHoldsForAnySecondWhereverTheClockStands(long start) {
    Turnstile turnstile = of(OPEN.perSecond(2));
    turnstile.enter(0, start).decided();
    turnstile.enter(0, start + at(ofMillis(600))).decided();
    assertThat(turnstile.enter(0, start + at(ofMillis(999)))).isNull();
    assertThat(turnstile.enter(0, start + at(ofSeconds(1)))).isNotNull();
    assertThat(turnstile.enter(0, start + at(ofMillis(1_599)))).isNull();
    assertThat(turnstile.enter(0, start + at(ofMillis(1_600)))).isNotNull();
  }

  @Test
  void whoFindsNoRoomIsToldTheLeastWait() {
    Turnstile turnstile = of(OPEN.handshakes(1));
    turnstile.enter(0, 0);
    assertThat(turnstile.stayAway(0)).isEqualTo(ofSeconds(3));
    assertThat(turnstile.stayAway(0)).isEqualTo(ofSeconds(3));
  }

  @Test
  void whoComesTooFastIsToldALaterTimeThanTheOneBefore() {
    Turnstile turnstile = of(OPEN.perSecond(4));
    for (int i = 0; i < 4; i++) {
      turnstile.enter(0, 0).decided();
    }
    List<Duration> told = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      told.add(turnstile.stayAway(0));
    }
    assertThat(told).containsExactly(ofMillis(3_250), ofMillis(3_500), ofMillis(3_750));
    assertThat(turnstile.stayAway(at(ofMillis(500)))).isEqualTo(ofMillis(3_500));
  }

  @Test
  void aPromiseThatHasPassedIsForgotten() {
    Turnstile turnstile = of(OPEN.perSecond(1));
    turnstile.enter(0, 0).decided();
    assertThat(turnstile.stayAway(0)).isEqualTo(ofSeconds(4));
    long later = at(ofSeconds(9));
    turnstile.enter(0, later).decided();
    assertThat(turnstile.stayAway(later)).isEqualTo(ofSeconds(4));
  }

  @Test
  void nobodyIsSentAwayForMoreThanAMinuteBeyondTheLeastWait() {
    Turnstile turnstile = of(OPEN.perSecond(1));
    turnstile.enter(0, 0).decided();
    Duration told = ZERO;
    for (int i = 0; i < 100; i++) {
      told = turnstile.stayAway(0);
    }
    assertThat(told).isEqualTo(ofSeconds(63));
  }
}
