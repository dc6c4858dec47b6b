package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.frame.Opcode;
import dev.hawser.heartbeat.Heartbeat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signs of life: asked for, given, missed. */
class LinkHeartbeatTest {
  private static final Duration INTERVAL = Heartbeat.DEFAULT.interval();
  private static final Duration WITHIN = Heartbeat.DEFAULT.pongWithin();
  private static final Duration TICK = Duration.ofMillis(1);
  private static final LinkOptions QUIET = LinkOptions.DEFAULT.with(Heartbeat.OFF);

  @Test
  void aSilentLineIsPingedAfterTheIntervalAndDroppedWithoutACloseWhenNothingAnswers() {
    ByteRig rig = ByteRig.client();
    rig.advance(INTERVAL.minus(TICK));
    assertThat(rig.frames()).isEmpty();
    rig.advance(TICK);
    assertThat(pings(rig)).hasSize(1);
    rig.advance(WITHIN.minus(TICK));
    assertThat(rig.ending()).isNull();
    rig.advance(TICK);
    Ending.Failed failed = (Ending.Failed) rig.ending();
    assertThat(failed.fault()).isEqualTo(Fault.HEARTBEAT_TIMEOUT);
    assertThat(failed.code()).isEqualTo(CloseCode.ABNORMAL_CLOSURE);
    assertThat(rig.frames()).hasSize(1);
    assertThat(rig.wire.dropped).isTrue();
    assertThat(failed.facts().traffic().pingsSent()).isEqualTo(1);
    assertThat(failed.facts().traffic().silentIn()).isEqualTo(INTERVAL.plus(WITHIN));
  }

  @Test
  void anyInboundByteIsLife() {
    ByteRig rig = ByteRig.client();
    rig.advance(INTERVAL.minus(TICK)).bytes(ByteBuffer.wrap(new byte[] {(byte) 0x81}));
    rig.advance(INTERVAL.minus(TICK));
    assertThat(rig.frames()).isEmpty();
    rig.advance(TICK);
    assertThat(pings(rig)).hasSize(1);
    rig.advance(WITHIN.minus(TICK)).bytes(ByteBuffer.wrap(new byte[] {1}));
    rig.advance(WITHIN);
    assertThat(rig.ending()).isNull();
  }

  @Test
  void thePongDeadlineRunsFromThePingsWrite() {
    ByteRig rig = ByteRig.client();
    rig.wire.taking = false;
    rig.advance(INTERVAL.plus(WITHIN));
    assertThat(rig.ending()).isNull();
    rig.inside(rig.wire::takeAll);
    rig.advance(WITHIN.minus(TICK));
    assertThat(rig.ending()).isNull();
    rig.advance(TICK);
    assertThat(rig.ending()).isInstanceOf(Ending.Failed.class);
  }

  @Test
  void aPingThatIsNeverWrittenEndsTheLinkOnceNothingMovesAnyMore() {
    ByteRig rig = ByteRig.client();
    rig.wire.taking = false;
    rig.advance(INTERVAL.plus(INTERVAL).plus(WITHIN).minus(TICK));
    assertThat(rig.ending()).isNull();
    rig.advance(TICK);
    assertThat(((Ending.Failed) rig.ending()).fault()).isEqualTo(Fault.HEARTBEAT_TIMEOUT);
  }

  @Test
  void aPongToOurPingTellsTheRoundTripAndConfirmsWhatWentBefore() {
    ByteRig rig = ByteRig.client();
    rig.send("1").send("2").run().advance(INTERVAL);
    rig.send("3").run();
    rig.advance(Duration.ofMillis(40)).peer(rig.pong(lastPing(rig)));
    rig.peer(rig.pong(lastPing(rig)));
    assertThat(rig.told()).containsExactly("open", "confirmed 2");
    rig.eof();
    assertThat(rig.ending().facts().traffic().lastRoundTrip()).isEqualTo(Duration.ofMillis(40));
    assertThat(rig.ending().facts().traffic().pongsReceived()).isEqualTo(1);
  }

  @Test
  void aForeignPongGoesToTheListener() {
    ByteRig rig = ByteRig.client();
    rig.peer(rig.pong(new byte[] {'x'}));
    rig.peer(rig.pong("12345678".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    rig.advance(INTERVAL);
    rig.peer(rig.pong("87654321".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    assertThat(rig.told()).containsExactly("open", "pong x", "pong 12345678", "pong 87654321");
  }

  @Test
  void theApplicationsPingsAreItsOwn() {
    ByteRig rig = ByteRig.client();
    rig.link().ping(ByteBuffer.wrap(new byte[] {'h', 'i'}));
    rig.run().peer(rig.pong(new byte[] {'h', 'i'}));
    assertThat(rig.frames()).containsExactly("PING hi");
    assertThat(rig.told()).containsExactly("open", "pong hi");
  }

  @Test
  void probeAsksAtOnceAndTheHeartbeatsDeadlineCounts() {
    ByteRig rig = ByteRig.client(QUIET);
    rig.link().probe();
    rig.run();
    assertThat(pings(rig)).hasSize(1);
    rig.advance(WITHIN);
    assertThat(((Ending.Failed) rig.ending()).fault()).isEqualTo(Fault.HEARTBEAT_TIMEOUT);
  }

  @Test
  void aProbeWhileAPingIsUnderWayAsksAgainWhenThatIsAnswered() {
    ByteRig rig = ByteRig.client(QUIET);
    rig.link().probe();
    rig.run().send("between").run();
    rig.link().probe();
    rig.run();
    assertThat(pings(rig)).hasSize(1);
    rig.peer(rig.pong(lastPing(rig)));
    assertThat(pings(rig)).hasSize(2);
    rig.peer(rig.pong(lastPing(rig)));
    assertThat(rig.told()).containsExactly("open", "confirmed 0", "confirmed 1");
  }

  @Test
  void aPeerThatSendsBytesButNoPongIsAliveAndAskedAgain() {
    LinkOptions eager =
        LinkOptions.DEFAULT.with(
            Heartbeat.every(Duration.ofSeconds(1)).pongWithin(Duration.ofSeconds(10)));
    ByteRig rig = ByteRig.client(eager).credit(100);
    for (int i = 0; i < 30; i++) {
      rig.advance(Duration.ofMillis(1500)).peer(rig.text("m"));
    }
    assertThat(rig.ending()).isNull();
    rig.advance(Duration.ofSeconds(11));
    assertThat(((Ending.Failed) rig.ending()).fault()).isEqualTo(Fault.HEARTBEAT_TIMEOUT);
  }

  @Test
  void aJumpOfTheWallClockAsksForASignOfLifeAtOnce() {
    ByteRig rig = ByteRig.client().credit(9);
    rig.advance(TICK).peer(rig.text("alive"));
    rig.timers.jumpWall(Duration.ofHours(1));
    rig.advance(Duration.ZERO);
    assertThat(pings(rig)).hasSize(1);
    rig.peer(rig.text("alive")).advance(INTERVAL);
    assertThat(pings(rig)).hasSize(2);
  }

  @Test
  void whileReadingIsStoppedNoSignOfLifeIsAskedFor() {
    ByteRig rig = ByteRig.client();
    rig.peer(rig.frame(Opcode.BINARY, true, new byte[Arrivals.READ_AHEAD]));
    rig.advance(INTERVAL.plus(WITHIN).plus(Duration.ofSeconds(1)));
    assertThat(rig.frames()).isEmpty();
    rig.credit(1).advance(INTERVAL.minus(TICK));
    assertThat(rig.frames()).isEmpty();
    rig.advance(TICK);
    assertThat(pings(rig)).hasSize(1);
  }

  @Test
  void withoutAHeartbeatNothingIsSentAndNoTimerRuns() {
    ByteRig rig = ByteRig.client(QUIET);
    rig.advance(Duration.ofDays(1));
    assertThat(rig.frames()).isEmpty();
    assertThat(rig.timers.waiting()).isZero();
  }

  private static List<String> pings(ByteRig rig) {
    return rig.frames().stream().filter(f -> f.startsWith("PING")).toList();
  }

  private static byte[] lastPing(ByteRig rig) {
    assertThat(pings(rig)).isNotEmpty();
    return rig.wire.lastPing;
  }
}
