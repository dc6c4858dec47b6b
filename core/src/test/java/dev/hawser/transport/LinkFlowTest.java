package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Role;
import dev.hawser.frame.Opcode;
import dev.hawser.heartbeat.Heartbeat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Credit, the reading it stops, and the signs of life beneath it. */
class LinkFlowTest {
  private static final Duration INTERVAL = Heartbeat.DEFAULT.interval();
  private static final Duration WITHIN = Heartbeat.DEFAULT.pongWithin();
  private static final Duration STALL = LinkOptions.DEFAULT.deadlines().stall();
  private static final Duration TICK = Duration.ofMillis(1);
  private static final LinkOptions QUIET = LinkOptions.DEFAULT.with(Heartbeat.OFF);

  @Test
  void nothingIsDeliveredBeyondTheCredit() {
    ByteRig rig = ByteRig.client();
    rig.peer(rig.text("1"), rig.text("2"), rig.frame(Opcode.BINARY, true, "3"));
    assertThat(rig.told()).containsExactly("open");
    rig.credit(2);
    assertThat(rig.told()).containsExactly("open", "text 1", "text 2");
    rig.inside(() -> rig.link().request(Long.MAX_VALUE));
    rig.credit(Long.MAX_VALUE);
    rig.peer(rig.text("4"));
    assertThat(rig.told()).containsExactly("open", "text 1", "text 2", "binary 1", "text 4");
  }

  @Test
  void fragmentsAreJoinedAndEmptyMessagesDelivered() {
    ByteRig rig = ByteRig.client().credit(9);
    rig.peer(
        rig.frame(Opcode.TEXT, false, "a"),
        rig.frame(Opcode.CONTINUATION, false, ""),
        rig.frame(Opcode.CONTINUATION, true, "b"),
        rig.text(""));
    assertThat(rig.told()).containsExactly("open", "text ab", "text ");
  }

  @Test
  void withoutCreditPingsPongsAndTheCloseAreStillHandled() {
    ByteRig rig = ByteRig.client();
    rig.peer(
        rig.text("waits"),
        rig.ping("p"),
        rig.pong("q".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    rig.peer(rig.close(Reasons.NORMAL));
    assertThat(rig.told()).containsExactly("open", "pong q");
    assertThat(rig.frames()).containsExactly("PONG p", "CLOSE 1000");
  }

  @Test
  void readingStopsAt64KiBUndeliveredAndGoesOnWithCredit() {
    ByteRig rig = ByteRig.client();
    byte[] half = new byte[Arrivals.READ_AHEAD / 2];
    rig.peer(rig.frame(Opcode.BINARY, true, half));
    assertThat(rig.wire.reading).isTrue();
    rig.peer(rig.frame(Opcode.BINARY, true, half));
    assertThat(rig.wire.reading).isFalse();
    rig.credit(1);
    assertThat(rig.wire.reading).isTrue();
    assertThat(rig.told()).containsExactly("open", "binary " + half.length);
  }

  @Test
  void aHalfReceivedLargeMessageStopsReadingTooAndCompletesWithCredit() {
    ByteRig rig = ByteRig.client();
    ByteBuffer large = rig.frame(Opcode.BINARY, true, new byte[200_000]);
    rig.bytes(large.duplicate().limit(70_000));
    assertThat(rig.wire.reading).isFalse();
    rig.credit(1);
    assertThat(rig.wire.reading).isTrue();
    rig.bytes(large.position(70_000));
    assertThat(rig.told()).containsExactly("open", "binary 200000");
  }

  @Test
  void framesCostCreditAndControlFramesNone() {
    ByteRig rig = ByteRig.server(LinkOptions.DEFAULT.with(Delivery.FRAMES)).credit(1);
    rig.peer(
        rig.frame(Opcode.TEXT, false, "a"),
        rig.frame(Opcode.CONTINUATION, true, "b"),
        rig.ping("p"));
    assertThat(rig.told()).containsExactly("open", "frame TEXT+ a", "frame PING p");
    rig.credit(1);
    assertThat(rig.told()).last().isEqualTo("frame CONTINUATION b");
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void aWaitingMessageThatIsNotTakenEndsTheLinkAtTheStallLimit(Role role) {
    ByteRig rig = ByteRig.open(role, QUIET);
    rig.advance(Duration.ofSeconds(7)).peer(rig.text("waits"));
    rig.advance(STALL.minus(TICK));
    assertThat(rig.frames()).isEmpty();
    rig.advance(TICK).eof();
    assertThat(rig.frames()).hasSize(1).allMatch(f -> f.startsWith("CLOSE 1008"));
    assertThat(((Ending.Failed) rig.ending()).fault()).isEqualTo(Fault.CONSUMER_STALLED);
    assertThat(rig.ending().code()).isEqualTo(CloseCode.POLICY_VIOLATION);
  }

  @Test
  void eachMessageTakenBeginsTheStallLimitAnew() {
    ByteRig rig = ByteRig.client(QUIET);
    rig.peer(rig.text("1"), rig.text("2"), rig.text("3"));
    rig.advance(STALL.minus(TICK)).credit(1);
    rig.advance(STALL.minus(TICK)).credit(1);
    rig.advance(STALL.minus(TICK));
    assertThat(rig.frames()).isEmpty();
    rig.advance(TICK);
    assertThat(rig.frames()).hasSize(1);
  }

  @Test
  void withoutAWaitingMessageMissingCreditIsNoStall() {
    ByteRig rig = ByteRig.client(QUIET);
    rig.advance(STALL.multipliedBy(3));
    assertThat(rig.frames()).isEmpty();
    assertThat(rig.timers.waiting()).isZero();
  }

  @Test
  void aStallLimitOfZeroWaitsForEver() {
    ByteRig rig = ByteRig.client(QUIET.with(Deadlines.DEFAULT.stall(Duration.ZERO)));
    rig.peer(rig.text("waits")).advance(Duration.ofDays(2)).credit(1);
    assertThat(rig.told()).containsExactly("open", "text waits");
  }

  @Test
  void pingsAreAnsweredWithTheSamePayload() {
    ByteRig rig = ByteRig.client();
    rig.peer(rig.ping("one")).peer(rig.ping(""));
    assertThat(rig.frames()).containsExactly("PONG one", "PONG");
    assertThat(rig.told()).containsExactly("open");
  }

  @Test
  void eachPingIsAnsweredWhileThereIsRoomAndOfThoseThatPileUpTheLast() {
    ByteRig rig = ByteRig.client();
    rig.peer(rig.ping("1"), rig.ping("2"));
    assertThat(rig.frames()).containsExactly("PONG 1", "PONG 2");
    rig.wire.taking = false;
    rig.link().sendBinary(ByteBuffer.allocate(FrameOutlet.WINDOW), Completion.IGNORED);
    rig.run().peer(rig.ping("3"), rig.ping("4"), rig.ping("5"));
    assertThat(rig.frames()).hasSize(3);
    rig.inside(rig.wire::takeAll);
    assertThat(rig.frames()).hasSize(4).last().isEqualTo("PONG 5");
  }

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
    rig.advance(INTERVAL.minus(TICK)).peer(rig.text("alive"));
    rig.timers.jumpWall(Duration.ofHours(1));
    rig.advance(TICK);
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
