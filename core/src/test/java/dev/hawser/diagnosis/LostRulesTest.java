package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseFrames;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Lapse;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.MessageNote;
import dev.hawser.close.OwnSide;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.SampleEndings;
import dev.hawser.close.Traffic;
import dev.hawser.close.TransportEnd;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LostRulesTest {
  @ParameterizedTest
  @CsvSource({
    "FIN, FIN_WITHOUT_CLOSE, UNKNOWN",
    "TLS_CLOSE_NOTIFY, FIN_WITHOUT_CLOSE, UNKNOWN",
    "RST, BACKEND_CRASH, UNKNOWN",
    "TLS_TRUNCATED, BACKEND_CRASH, UNKNOWN",
    "WRITE_TIMEOUT, PATH_DEAD, LIKELY",
    "TLS_ALERT, TLS_HANDSHAKE, LIKELY",
    "LOCAL, UNKNOWN, UNKNOWN",
    "UNSEEN, UNKNOWN, UNKNOWN",
  })
  void oneLossAloneSaysHowTheLineEndedAndNotWhy(
      TransportEnd end, Cause cause, Confidence confidence) {
    LinkFacts facts = SampleEndings.open().with(CloseFrames.none(end, false));
    assertThat(LostRules.dropped(Evidence.of(new Ending.Dropped(facts))))
        .isEqualTo(new Finding(cause, confidence));
  }

  @Test
  void theThirdLossAtTheSameSilenceNamesTheLimit() {
    assertThat(dropped(Losses.cut(100, 20), Losses.cut(300, 20)).cause())
        .isEqualTo(Cause.FIN_WITHOUT_CLOSE);
    assertThat(dropped(Losses.cut(100, 20), Losses.cut(300, 20), Losses.cut(200, 20)))
        .isEqualTo(Finding.likely(Cause.PROXY_IDLE).with(Measure.limit(Duration.ofSeconds(20), 3)));
  }

  @Test
  void anEqualAgeMakesBothPossible() {
    Finding finding = dropped(Losses.cut(20, 20), Losses.cut(20, 20), Losses.cut(20, 20));
    assertThat(finding.cause()).isEqualTo(Cause.PROXY_IDLE);
    assertThat(finding.confidence()).isEqualTo(Confidence.POSSIBLE);
    assertThat(finding.alternatives()).containsExactly(Cause.MAX_LIFETIME);
    assertThat(finding.measure()).isEqualTo(Measure.limit(Duration.ofSeconds(20), 3).tied());
  }

  @Test
  void theThirdLossAtTheSameAgeNamesTheAge() {
    assertThat(dropped(Losses.cut(20, 2), Losses.cut(20, 7), Losses.cut(20, 4)))
        .isEqualTo(
            Finding.likely(Cause.MAX_LIFETIME).with(Measure.limit(Duration.ofSeconds(20), 3)));
  }

  @Test
  void aLineThatEndsRightAfterALargeMessageNamesIt() {
    Traffic traffic =
        LastMessageTest.traffic(new MessageNote(true, true, 70_000, Duration.ofMillis(20)));
    Ending ending = new Ending.Dropped(SampleEndings.open().with(traffic));
    assertThat(LostRules.dropped(Evidence.of(ending)))
        .isEqualTo(Finding.likely(Cause.MESSAGE_TOO_BIG).with(Measure.bytes(70_000)));
  }

  @Test
  void connectionsThatEndTogetherNameTheService() {
    History history = History.NONE;
    for (int i = 1; i <= 3; i++) {
      history = history.plus(Loss.of(SampleEndings.dropped(), i, i));
    }
    Evidence evidence = new Evidence(SampleEndings.dropped(), List.of(), history.opened(5));
    assertThat(LostRules.dropped(evidence))
        .isEqualTo(Finding.likely(Cause.PROXY_RELOAD_OR_EDGE_RESTART).with(Measure.count(3)));
  }

  @Test
  void silenceIsADeadPathUnlessItIsEverywhereOrAfterTheFirstLargeMessage() {
    Ending silent = SampleEndings.failed(Fault.HEARTBEAT_TIMEOUT);
    assertThat(LostRules.silent(Evidence.of(silent))).isEqualTo(Finding.likely(Cause.PATH_DEAD));
    History elsewhere = History.NONE.plus(Loss.of(silent, 1, 1)).with(2);
    assertThat(LostRules.silent(new Evidence(silent, List.of(), elsewhere)))
        .isEqualTo(Finding.likely(Cause.NETWORK_CHANGE).with(Measure.count(3)));
    Traffic traffic =
        LastMessageTest.traffic(new MessageNote(true, true, 9_000, Duration.ofSeconds(30)));
    Ending large =
        new Ending.Failed(Fault.HEARTBEAT_TIMEOUT, "", SampleEndings.open().with(traffic));
    Finding finding = LostRules.silent(Evidence.of(large));
    assertThat(finding)
        .isEqualTo(
            Finding.possible(Cause.MTU_BLACKHOLE)
                .or(Cause.PATH_DEAD)
                .with(Measure.bytes(9_000).tied()));
  }

  @Test
  void silenceBeforeASessionNamesNoCauseOfASession() {
    LinkFacts early = LinkFacts.bare(Role.CLIENT, Phase.HANDSHAKING);
    Ending ending = new Ending.Failed(Fault.HEARTBEAT_TIMEOUT, "", early);
    assertThat(LostRules.silent(Evidence.of(ending))).isEqualTo(Finding.unknown());
  }

  @Test
  void aSleepOutweighsTheWayThatDidNotSurviveIt() {
    OwnSide slept = OwnSide.CALM.asleep(new Lapse(Duration.ofHours(1), Duration.ZERO));
    Ending silent =
        new Ending.Failed(Fault.HEARTBEAT_TIMEOUT, "", SampleEndings.open().with(slept));
    Finding sleep = Finding.likely(Cause.LOCAL_SLEEP).with(Measure.lasting(Duration.ofHours(1)));
    assertThat(LostRules.silent(Evidence.of(silent))).isEqualTo(sleep);
    LinkFacts cut =
        SampleEndings.open().with(CloseFrames.none(TransportEnd.FIN, false)).with(slept);
    assertThat(LostRules.dropped(Evidence.of(new Ending.Dropped(cut)))).isEqualTo(sleep);
  }

  @Test
  void pingsThatWaitedMakeItLikelyThatThePeerMissedTheirPongs() {
    LinkFacts cut =
        SampleEndings.open()
            .with(CloseFrames.none(TransportEnd.FIN, false))
            .with(OwnSide.CALM.latePings(2, Duration.ZERO));
    assertThat(LostRules.dropped(Evidence.of(new Ending.Dropped(cut))))
        .isEqualTo(Finding.likely(Cause.WE_DID_NOT_PONG));
  }

  @Test
  void anAddressThatIsGoneTakesTheLineWithItAndAnotherOneLikelyDid() {
    Ending silent = SampleEndings.failed(Fault.HEARTBEAT_TIMEOUT);
    Ending cut = SampleEndings.dropped();
    assertThat(LostRules.silent(at(silent, LocalAddress.GONE)))
        .isEqualTo(Finding.confirmed(Cause.NETWORK_CHANGE));
    assertThat(LostRules.dropped(at(cut, LocalAddress.GONE)))
        .isEqualTo(Finding.confirmed(Cause.NETWORK_CHANGE));
    assertThat(LostRules.silent(at(silent, LocalAddress.OTHER)))
        .isEqualTo(Finding.likely(Cause.NETWORK_CHANGE));
    assertThat(LostRules.dropped(at(cut, LocalAddress.OTHER)))
        .isEqualTo(Finding.likely(Cause.NETWORK_CHANGE));
    assertThat(LostRules.silent(at(silent, LocalAddress.KEPT)))
        .isEqualTo(Finding.likely(Cause.PATH_DEAD));
  }

  private static Evidence at(Ending ending, LocalAddress address) {
    return new Evidence(ending, List.of(), History.NONE, address);
  }

  private static Finding dropped(Ending... endings) {
    return LostRules.dropped(Losses.evidence(List.of(endings)));
  }
}
