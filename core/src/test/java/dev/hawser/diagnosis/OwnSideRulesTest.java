package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Lapse;
import dev.hawser.close.OwnSide;
import dev.hawser.close.SampleEndings;
import dev.hawser.close.Traffic;
import dev.hawser.heartbeat.Heartbeat;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OwnSideRulesTest {
  private static final Duration SLEEP = Duration.ofSeconds(10);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration GIVEN_UP = Duration.ofSeconds(30);
  private static final Duration NANO = Duration.ofNanos(1);
  private static final Clue SLEPT =
      new Clue(Cause.LOCAL_SLEEP, Clue.Kind.OWN_SIDE, Clue.VERY_STRONG, Measure.lasting(SLEEP));

  @Test
  void aSleepOfTenSecondsAfterWhichNothingCameIsAClue() {
    assertThat(clues(asleep(SLEEP, MINUTE), MINUTE)).containsExactly(SLEPT);
    assertThat(clues(asleep(SLEEP.minus(NANO), MINUTE), MINUTE)).isEmpty();
  }

  @Test
  void aSleepThatTheLineSurvivedIsNone() {
    assertThat(clues(asleep(SLEEP, MINUTE.plus(NANO)), MINUTE.plus(NANO))).isEmpty();
    assertThat(clues(asleep(SLEEP, MINUTE), MINUTE.minus(NANO))).isEmpty();
  }

  @Test
  void rightAfterASleepWhatComesInHadPiledUp() {
    assertThat(clues(asleep(SLEEP, SOON), Duration.ZERO)).containsExactly(SLEPT);
    assertThat(clues(asleep(SLEEP, SOON.plus(NANO)), Duration.ZERO)).isEmpty();
  }

  @Test
  void pingsThatWaitedSpeakForAPeerThatMissedTheirPongs() {
    assertThat(clues(OwnSide.CALM.latePings(2, GIVEN_UP), Duration.ZERO))
        .containsExactly(pongs(Measure.NONE));
    assertThat(clues(OwnSide.CALM.latePings(2, GIVEN_UP.plus(NANO)), Duration.ZERO)).isEmpty();
    assertThat(clues(OwnSide.CALM, Duration.ZERO)).isEmpty();
  }

  @Test
  void aPauseInReadingIsTheMeasureOfPingsThatWaited() {
    OwnSide own = OwnSide.CALM.latePings(2, GIVEN_UP);
    Lapse lately = new Lapse(SLEEP, MINUTE);
    Lapse longAgo = new Lapse(SLEEP, MINUTE.plus(NANO));
    assertThat(clues(own.unread(lately), Duration.ZERO))
        .containsExactly(pongs(Measure.lasting(SLEEP)));
    assertThat(clues(own.unread(longAgo), Duration.ZERO)).containsExactly(pongs(Measure.NONE));
  }

  @Test
  void aSleepExplainsThePingsThatWaited() {
    OwnSide own = asleep(SLEEP, SOON).latePings(2, GIVEN_UP);
    assertThat(clues(own, Duration.ZERO)).containsExactly(SLEPT);
  }

  @ParameterizedTest
  @EnumSource(LocalAddress.class)
  void onlyAnotherAddressIsAClueToAChangedNetwork(LocalAddress address) {
    Evidence evidence = evidence(OwnSide.CALM, Duration.ZERO, address);
    assertThat(OwnSideRules.clues(evidence)).hasSize(address == LocalAddress.OTHER ? 1 : 0);
    assertThat(OwnSideRules.clues(evidence(OwnSide.CALM, Duration.ZERO, LocalAddress.OTHER)))
        .containsExactly(
            new Clue(Cause.NETWORK_CHANGE, Clue.Kind.OWN_SIDE, Clue.VERY_STRONG, Measure.NONE));
  }

  @Test
  void aPeerThatMissedAPongIsRightWhereThisSideSleptOrDidNotRead() {
    assertThat(OwnSideRules.missedPong(OwnSide.CALM))
        .isEqualTo(Finding.likely(Cause.WE_DID_NOT_PONG));
    assertThat(OwnSideRules.missedPong(asleep(SLEEP, MINUTE)))
        .isEqualTo(Finding.confirmed(Cause.LOCAL_SLEEP).with(Measure.lasting(SLEEP)));
    assertThat(OwnSideRules.missedPong(OwnSide.CALM.latePings(2, GIVEN_UP)))
        .isEqualTo(Finding.confirmed(Cause.WE_DID_NOT_PONG));
    assertThat(OwnSideRules.missedPong(OwnSide.CALM.unread(new Lapse(SOON, MINUTE))))
        .isEqualTo(Finding.confirmed(Cause.WE_DID_NOT_PONG).with(Measure.lasting(SOON)));
    assertThat(OwnSideRules.missedPong(OwnSide.CALM.unread(new Lapse(SOON, MINUTE.plus(NANO)))))
        .isEqualTo(Finding.likely(Cause.WE_DID_NOT_PONG));
  }

  @Test
  void aLimitRanOutWhereNobodyWasAsked() {
    Heartbeat asking = Heartbeat.every(SLEEP);
    assertThat(ranOut(Heartbeat.expectTraffic(SLEEP).missed())).isTrue();
    assertThat(ranOut(asking.missed())).isFalse();
    assertThat(ranOut(asking.asking("?", "!"::equals).missed())).isFalse();
    assertThat(ranOut("what was wrong")).isFalse();
    String missed = Heartbeat.expectTraffic(SLEEP).missed();
    assertThat(
            OwnSideRules.ranOut(
                new Ending.Failed(Fault.CLOSE_TIMEOUT, missed, SampleEndings.open())))
        .isFalse();
  }

  private static boolean ranOut(String text) {
    return OwnSideRules.ranOut(
        new Ending.Failed(Fault.HEARTBEAT_TIMEOUT, text, SampleEndings.open()));
  }

  private static OwnSide asleep(Duration length, Duration beforeEnd) {
    return OwnSide.CALM.asleep(new Lapse(length, beforeEnd));
  }

  private static Clue pongs(Measure measure) {
    return new Clue(Cause.WE_DID_NOT_PONG, Clue.Kind.OWN_SIDE, Clue.STRONG, measure);
  }

  private static List<Clue> clues(OwnSide own, Duration silence) {
    return OwnSideRules.clues(evidence(own, silence, LocalAddress.KEPT));
  }

  static Evidence evidence(OwnSide own, Duration silence, LocalAddress address) {
    Traffic traffic = new Traffic(1, 1, 0, 0, silence, silence, 0, 0, null, List.of());
    Ending ending = new Ending.Dropped(SampleEndings.open().with(traffic).with(own));
    return new Evidence(ending, List.of(), History.NONE, address);
  }
}
