package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.MessageNote;
import dev.hawser.close.Role;
import dev.hawser.close.Traffic;
import dev.hawser.close.TransportEnd;
import dev.hawser.frame.Opcode;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an ending tells, and when it is told. */
class LinkFactsTest {
  private static final Duration CLOSE = LinkOptions.DEFAULT.deadlines().close();

  @Test
  void aTlsAlertIsKeptByItsNumber() {
    ByteRig rig = ByteRig.client();
    rig.inside(() -> rig.door.alerted(80, new java.io.IOException("internal_error")));
    assertThat(rig.ending().facts().frames().transportEnd()).isEqualTo(TransportEnd.TLS_ALERT);
    assertThat(rig.ending().facts().frames().tlsAlert()).isEqualTo(80);
  }

  @Test
  void theEndingSaysWhetherTheStreamEndedInsideAFrameOrAMessage() {
    ByteRig inFrame = ByteRig.client();
    ByteBuffer frame = inFrame.text("cut off");
    inFrame.bytes(frame.limit(4)).eof();
    assertThat(inFrame.ending().facts().frames().midFrame()).isTrue();
    ByteRig inMessage = ByteRig.client();
    inMessage.peer(inMessage.frame(Opcode.TEXT, false, "first part")).eof();
    assertThat(inMessage.ending().facts().frames().midFrame()).isTrue();
  }

  @Test
  void reportsAfterTheEndAreIgnored() {
    ByteRig rig = ByteRig.client().credit(9);
    rig.wire.onDrop = () -> rig.door.failed(TransportEnd.RST, null);
    rig.link().abort();
    rig.run().peer(rig.text("late")).eof().failed(TransportEnd.RST);
    rig.inside(() -> rig.door.written(5));
    rig.link().close(Reasons.NORMAL);
    rig.link().abort();
    rig.link().probe();
    rig.run().advance(Duration.ofMinutes(5));
    assertThat(rig.told()).containsExactly("open", "end");
    assertThat(rig.ending().facts().frames().transportEnd()).isEqualTo(TransportEnd.LOCAL);
    assertThat(rig.timers.waiting()).isZero();
  }

  @Test
  void theEndingCountsWhatPassed() {
    ByteRig rig = ByteRig.client().credit(9);
    rig.advance(Duration.ofSeconds(1)).peer(rig.text("12345"));
    rig.advance(Duration.ofSeconds(2)).send("1234567").run();
    rig.link().sendBinary(ByteBuffer.allocate(3), Completion.IGNORED);
    rig.run().advance(Duration.ofSeconds(4)).eof();
    Traffic traffic = rig.ending().facts().traffic();
    assertThat(traffic.bytesIn()).isEqualTo(7);
    assertThat(traffic.bytesOut()).isEqualTo(6 + 7 + 6 + 3);
    assertThat(traffic.messagesIn()).isEqualTo(1);
    assertThat(traffic.messagesOut()).isEqualTo(2);
    assertThat(traffic.silentIn()).isEqualTo(Duration.ofSeconds(6));
    assertThat(traffic.silentOut()).isEqualTo(Duration.ofSeconds(4));
    assertThat(traffic.lastMessages())
        .containsExactly(
            new MessageNote(false, true, 5, Duration.ofSeconds(6)),
            new MessageNote(true, true, 7, Duration.ofSeconds(4)),
            new MessageNote(true, false, 3, Duration.ofSeconds(4)));
    assertThat(rig.ending().facts().timeline().open()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void theLongestSilenceIsThatOfBothDirectionsAndOneThatAByteEnded() {
    ByteRig rig = ByteRig.client().credit(9);
    rig.advance(Duration.ofSeconds(4)).peer(rig.text("after four seconds"));
    rig.advance(Duration.ofSeconds(3)).send("after three").run();
    rig.advance(Duration.ofSeconds(3)).peer(rig.text("six after the last one in"));
    rig.advance(Duration.ofSeconds(5)).eof();
    assertThat(rig.ending().facts().traffic().longestSilence()).isEqualTo(Duration.ofSeconds(4));
    ByteRig out = ByteRig.client();
    out.advance(Duration.ofSeconds(2)).send("after two").run();
    out.eof();
    assertThat(out.ending().facts().traffic().longestSilence()).isEqualTo(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 9, 15, 16, 17, 30})
  void theLastEightMessagesAreKept(int count) {
    ByteRig rig = ByteRig.client().credit(100);
    for (int i = 1; i <= count; i++) {
      rig.peer(rig.text("x".repeat(i)));
    }
    rig.eof();
    assertThat(rig.ending().facts().traffic().lastMessages())
        .extracting(MessageNote::bytes)
        .containsExactly(
            count - 7L,
            count - 6L,
            count - 5L,
            count - 4L,
            count - 3L,
            count - 2L,
            count - 1L,
            (long) count);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void theEndingTellsTheTimesOfEachPhase(Role role) {
    ByteRig rig = ByteRig.open(role, ByteRig.options());
    rig.advance(Duration.ofSeconds(3));
    rig.link().close(Reasons.NORMAL);
    rig.run().advance(Duration.ofSeconds(2)).peer(rig.close(Reasons.NORMAL)).eof();
    assertThat(rig.ending().facts().role()).isEqualTo(role);
    assertThat(rig.ending().facts().timeline().open()).isEqualTo(Duration.ofSeconds(3));
    assertThat(rig.ending().facts().timeline().closing()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void undeliveredMessagesAreDeliveredBeforeTheEndGivenCreditInTime() {
    ByteRig rig = ByteRig.client();
    rig.peer(rig.text("one"), rig.text("two"), rig.close(Reasons.RESTART)).eof();
    assertThat(rig.told()).containsExactly("open");
    rig.advance(CLOSE.minusMillis(1)).credit(1);
    assertThat(rig.told()).containsExactly("open", "text one");
    rig.credit(1);
    assertThat(rig.told()).containsExactly("open", "text one", "text two", "closing", "end");
    assertThat(rig.ending().code()).isEqualTo(CloseCode.SERVICE_RESTART);
  }

  @Test
  void theEndDoesNotWaitForEverOnMissingCredit() {
    ByteRig rig = ByteRig.client();
    rig.peer(rig.text("one")).failed(TransportEnd.RST);
    rig.advance(CLOSE.minusMillis(1));
    assertThat(rig.told()).containsExactly("open");
    rig.advance(Duration.ofMillis(1));
    assertThat(rig.told()).containsExactly("open", "end");
  }
}
