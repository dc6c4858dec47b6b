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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Credit, the reading it stops, and the signs of life beneath it. */
class LinkFlowTest {
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
  void aPingBehindAMessageThatOurCloseLeavesUnheardIsNotAnswered() {
    ByteRig rig = ByteRig.client().credit(9);
    rig.wire.taking = false;
    rig.link().sendBinary(ByteBuffer.allocate(FrameOutlet.WINDOW), Completion.IGNORED);
    rig.run().link().close(Reasons.NORMAL);
    rig.run().peer(rig.ping("before"), rig.text("unheard"), rig.ping("behind"));
    rig.inside(rig.wire::takeAll);
    assertThat(rig.told()).containsExactly("open");
    assertThat(rig.frames()).hasSize(3).endsWith("PONG before", "CLOSE 1000 done");
  }

  @Test
  void aPingBehindAMessageThatWaitedForCreditUntilOurCloseIsNotAnswered() {
    ByteRig rig = ByteRig.client();
    rig.wire.taking = false;
    rig.link().sendBinary(ByteBuffer.allocate(FrameOutlet.WINDOW), Completion.IGNORED);
    rig.run().peer(rig.text("waits"));
    rig.link().close(Reasons.NORMAL);
    rig.run().peer(rig.ping("behind"));
    rig.inside(rig.wire::takeAll);
    assertThat(rig.frames()).hasSize(2).endsWith("CLOSE 1000 done");
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
}
