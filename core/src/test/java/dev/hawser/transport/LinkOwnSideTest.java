package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Lapse;
import dev.hawser.close.OwnSide;
import dev.hawser.close.TransportEnd;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What an ending tells of this side: sleeps, pauses in reading, Pings that waited for it. */
class LinkOwnSideTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final CloseReason MISSED =
      CloseReason.of(CloseCode.INTERNAL_ERROR, "keepalive ping timeout");

  @Test
  void whereNothingHappenedItIsCalm() {
    ByteRig rig = ByteRig.client().credit(9);
    rig.advance(SECOND).peer(rig.text("hello"), rig.ping("1")).eof();
    assertThat(own(rig)).isEqualTo(OwnSide.CALM);
  }

  @Test
  void aSleepThatTheTimersToldOfIsToldWithTheTimeSince() {
    ByteRig rig = ByteRig.client();
    rig.timers.jumpWall(Duration.ofMinutes(5));
    rig.run().advance(SECOND).eof();
    assertThat(own(rig).asleep()).isEqualTo(new Lapse(Duration.ofMinutes(5), SECOND));
  }

  @Test
  void aSleepIsToldThoughTheEndComesBeforeTheTimersWake() {
    ByteRig rig = ByteRig.client();
    rig.timers.asleep = Duration.ofMinutes(5);
    rig.eof();
    assertThat(own(rig).asleep()).isEqualTo(new Lapse(Duration.ofMinutes(5), Duration.ZERO));
  }

  @Test
  void aSleepIsToldThoughTheEndComesBetweenTheTimersWordAndTheLinksTurn() {
    ByteRig rig = ByteRig.client();
    rig.thread.inside(
        () -> {
          rig.timers.jumpWall(Duration.ofMinutes(5));
          rig.door.failed(TransportEnd.RST, null);
        });
    rig.run();
    assertThat(own(rig).asleep().length()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void aClockThatWasSetBackIsNoSleepButAReasonToAsk() {
    ByteRig rig = ByteRig.client();
    rig.timers.jumpWall(Duration.ofMinutes(5).negated());
    rig.run();
    assertThat(rig.frames()).anyMatch(frame -> frame.startsWith("PING"));
    rig.eof();
    assertThat(own(rig)).isEqualTo(OwnSide.CALM);
  }

  @Test
  void twoPingsThatCameTogetherAfterASecondHadWaited() {
    ByteRig rig = ByteRig.client();
    rig.advance(SECOND).peer(rig.ping("1"), rig.ping("2"), rig.ping("3"));
    rig.advance(SECOND.multipliedBy(2)).eof();
    assertThat(own(rig).latePings()).isEqualTo(3);
    assertThat(own(rig).latePingsBeforeEnd()).isEqualTo(SECOND.multipliedBy(2));
  }

  @Test
  void pingsInTwoReadsOfOneTurnCameTogether() {
    ByteRig rig = ByteRig.client();
    ByteBuffer first = rig.ping("1");
    ByteBuffer second = rig.ping("2");
    rig.advance(SECOND)
        .inside(
            () -> {
              rig.door.bytes(first, false);
              rig.door.bytes(second, true);
            })
        .eof();
    assertThat(own(rig).latePings()).isEqualTo(2);
  }

  @Test
  void onePingOrTwoWithoutAGapAreInTime() {
    ByteRig one = ByteRig.client();
    one.advance(SECOND).peer(one.ping("1"));
    one.advance(SECOND).peer(one.ping("2")).eof();
    assertThat(own(one)).isEqualTo(OwnSide.CALM);
    ByteRig two = ByteRig.client();
    two.advance(SECOND.minusNanos(1)).peer(two.ping("1"), two.ping("2")).eof();
    assertThat(own(two)).isEqualTo(OwnSide.CALM);
  }

  @Test
  void atMostAHundredAndTwentySevenAreCounted() {
    ByteRig rig = ByteRig.client();
    rig.advance(SECOND);
    ByteBuffer[] many =
        Collections.nCopies(300, 0).stream().map(i -> rig.ping("x")).toArray(ByteBuffer[]::new);
    rig.peer(many).eof();
    assertThat(own(rig).latePings()).isEqualTo(127);
  }

  @Test
  void manyPingsInTimeAreNoneThatWaited() {
    ByteRig rig = ByteRig.client();
    ByteBuffer[] many =
        Collections.nCopies(300, 0).stream().map(i -> rig.ping("x")).toArray(ByteBuffer[]::new);
    rig.peer(many).eof();
    assertThat(own(rig)).isEqualTo(OwnSide.CALM);
  }

  @Test
  void aPauseInReadingIsToldAndPingsThatComeRightAfterItHadWaited() {
    ByteRig rig = stuffed();
    rig.advance(SECOND.multipliedBy(30)).credit(9);
    rig.advance(Duration.ofMillis(5)).peer(rig.ping("1"), rig.ping("2"), rig.close(MISSED)).eof();
    assertThat(own(rig).unread().length()).isEqualTo(SECOND.multipliedBy(30));
    assertThat(own(rig).unread().beforeEnd()).isEqualTo(Duration.ofMillis(5));
    assertThat(own(rig).latePings()).isEqualTo(2);
  }

  @Test
  void longAfterAPausePingsThatComeTogetherAreInTime() {
    ByteRig rig = stuffed();
    rig.advance(SECOND).credit(9);
    for (int i = 0; i < 61; i++) {
      rig.advance(Duration.ofMillis(500)).peer(rig.ping("1"));
    }
    rig.peer(rig.ping("2"), rig.ping("3")).eof();
    assertThat(own(rig).latePings()).isZero();
  }

  @Test
  void aShortPauseIsNotWorthAWord() {
    ByteRig rig = stuffed();
    rig.advance(SECOND.minusNanos(1)).credit(9).eof();
    assertThat(own(rig)).isEqualTo(OwnSide.CALM);
  }

  @Test
  void whatTheSystemDidNotTakeIsTold() {
    ByteRig rig = ByteRig.client();
    rig.wire.taking = false;
    rig.send("x".repeat(2_000)).run().failed(TransportEnd.RST);
    assertThat(own(rig).unwritten()).isGreaterThanOrEqualTo(2_000);
  }

  /** A link whose application took no message until so much waits that nothing more is read. */
  private static ByteRig stuffed() {
    ByteRig rig = ByteRig.client();
    rig.peer(rig.text("x".repeat(Arrivals.READ_AHEAD)));
    return rig;
  }

  private static OwnSide own(ByteRig rig) {
    return rig.ending().facts().own();
  }
}
