package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.Phase;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same promises over a runtime that speaks the protocol itself. */
class MessageDoorTest {
  private static final LinkOptions OPTIONS = LinkOptions.DEFAULT;
  private static final DialRequest REQUEST = ByteRig.request(OPTIONS);

  private static ByteBuffer ascii(String text) {
    return ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  @Test
  void messagesThatComeWhileOneIsToldOvertakeNone() {
    MessageRig rig = MessageRig.open(LinkOptions.DEFAULT).credit(9);
    rig.listener.then =
        what -> {
          if (what.equals("text a")) {
            rig.thread.outside(() -> rig.door.text("d", true));
            rig.send("answer");
          }
        };
    rig.door.text("a", true);
    rig.door.text("b", true);
    rig.door.text("c", true);
    rig.run();

    assertThat(rig.listener.told).containsExactly("open", "text a", "text b", "text c", "text d");
    assertThat(rig.sent).containsExactly("text answer");
  }

  @Test
  void partsAreJoinedAndDeliveredWithCredit() {
    MessageRig rig = MessageRig.open(OPTIONS).credit(2);
    rig.door.text("he", false);
    rig.door.text(new StringBuilder("llo"), true);
    rig.door.binary(ByteBuffer.allocate(3), false);
    rig.door.binary(ByteBuffer.allocate(4), true);
    rig.door.text("waits", true);
    rig.run();
    assertThat(rig.listener.told).containsExactly("open", "text hello", "binary 7");
    rig.credit(1);
    assertThat(rig.listener.told).last().isEqualTo("text waits");
  }

  @Test
  void oneMessageIsUnderWayAtATime() {
    MessageRig rig = MessageRig.open(OPTIONS);
    rig.taking = false;
    rig.send("1").send("2");
    rig.link().sendBinary(ByteBuffer.allocate(3), r -> rig.results.add("3 " + r));
    rig.run();
    assertThat(rig.sent).containsExactly("text 1");
    assertThat(rig.link().pendingBytes()).isEqualTo(5);
    while (!rig.under.isEmpty()) {
      rig.under.remove().done(WriteResult.WRITTEN);
      rig.run();
    }
    assertThat(rig.sent).containsExactly("text 1", "text 2", "binary 3");
    assertThat(rig.results).containsExactly("1 WRITTEN", "2 WRITTEN", "3 WRITTEN");
    assertThat(rig.link().pendingBytes()).isZero();
  }

  @Test
  void aSharedMessageGoesToTheRuntimeAsWhatItIs() {
    MessageRig rig = MessageRig.open(OPTIONS);
    rig.link().send(SharedMessage.text("both"), Completion.IGNORED);
    rig.link().send(SharedMessage.binary(ascii("bin")), Completion.IGNORED);
    rig.run();
    assertThat(rig.sent).containsExactly("text both", "binary 3");
  }

  @Test
  void longMessagesGoOutInPartsThatNeverSplitACodePoint() {
    MessageRig rig = MessageRig.open(OPTIONS.with(Limits.DEFAULT.fragment(1024)));
    String smile = "\uD83D\uDE00";
    rig.send("x".repeat(1023) + smile + "y".repeat(1000));
    rig.link().sendBinary(ByteBuffer.allocate(2100), Completion.IGNORED);
    rig.run();
    assertThat(rig.sent)
        .containsExactly(
            "text+ 1023 chars", "text 1002 chars", "binary+ 1024", "binary+ 1024", "binary 52");
  }

  @Test
  void theCloseGoesBehindWhatWasAcceptedAndNothingBehindIt() {
    MessageRig rig = MessageRig.open(OPTIONS);
    rig.taking = false;
    rig.send("1").send("2");
    rig.link().close(Reasons.NORMAL);
    rig.send("3").run();
    rig.under.remove().done(WriteResult.WRITTEN);
    rig.run();
    rig.under.remove().done(WriteResult.WRITTEN);
    rig.run();
    assertThat(rig.sent).containsExactly("text 1", "text 2", "close 1000");
    assertThat(rig.results).containsExactly("1 WRITTEN", "2 WRITTEN", "3 NOT_WRITTEN");
    rig.door.closed(Reasons.NORMAL);
    rig.door.ended(TransportEnd.LOCAL, null);
    rig.run();
    assertThat(rig.listener.ending)
        .isEqualTo(new Ending.Closed(Initiator.USER, Reasons.NORMAL, rig.listener.ending.facts()));
  }

  @ParameterizedTest
  @CsvSource({"1000", "1012", "1014", "4000"})
  void thePeersCloseIsAnsweredWithItsCode(int code) {
    MessageRig rig = MessageRig.open(OPTIONS);
    rig.door.closed(CloseReason.of(CloseCode.of(code), "why"));
    rig.run();
    assertThat(rig.listener.told).containsExactly("open", "closing");
    assertThat(rig.listener.closing.code().value()).isEqualTo(code);
    assertThat(rig.listener.closing.facts().frames().transportEnd()).isEqualTo(TransportEnd.UNSEEN);
    rig.door.ended(TransportEnd.FIN, null);
    rig.run();
    assertThat(rig.listener.told).containsExactly("open", "closing", "end");
    assertThat(rig.sent).containsExactly("close " + code);
    assertThat(rig.listener.ending.code().value()).isEqualTo(code);
    assertThat(rig.listener.ending.facts().phase()).isEqualTo(Phase.CLOSING);
    assertThat(rig.dropped).isTrue();
  }

  @Test
  void theEndingTellsTheCloseTheRuntimeReallySent() {
    MessageRig rig = MessageRig.open(OPTIONS);
    rig.instead = CloseReason.of(CloseCode.NORMAL_CLOSURE);
    rig.door.closed(Reasons.RESTART);
    rig.door.ended(TransportEnd.RST, new IOException("reset"));
    rig.run();
    assertThat(rig.listener.ending.facts().frames().sent()).isEqualTo(rig.instead);
    assertThat(rig.listener.ending.code()).isEqualTo(CloseCode.SERVICE_RESTART);
  }

  @Test
  void anIllegalCloseCodeIsABrokenRule() {
    MessageRig rig = MessageRig.open(OPTIONS);
    rig.door.closed(CloseReason.of(CloseCode.of(5000)));
    rig.door.ended(TransportEnd.UNSEEN, null);
    rig.run();
    assertThat(rig.sent).containsExactly("close 1002");
    assertThat(((Ending.Failed) rig.listener.ending).fault()).isEqualTo(Fault.PROTOCOL_VIOLATION);
  }

  @ParameterizedTest
  @CsvSource({"PROTOCOL_VIOLATION, 1002", "INVALID_PAYLOAD, 1007", "MESSAGE_TOO_BIG, 1009"})
  void whatTheRuntimeFoundWrongEndsTheLinkWithItsCode(Fault fault, int code) {
    MessageRig rig = MessageRig.open(OPTIONS).credit(9);
    rig.door.violated(fault, "wrong");
    rig.door.text("after", true);
    rig.door.ended(TransportEnd.FIN, null);
    rig.run();
    assertThat(rig.sent).containsExactly("close " + code);
    assertThat(((Ending.Failed) rig.listener.ending).fault()).isEqualTo(fault);
    assertThat(rig.listener.told).containsExactly("open", "end");
  }

  @Test
  void aMessageOverTheLimitIsNotDelivered() {
    LinkOptions small = OPTIONS.with(Limits.DEFAULT.maxMessage(10));
    MessageRig text = MessageRig.open(small).credit(9);
    text.door.text("12345", false);
    text.door.text("67890", false);
    text.run();
    assertThat(text.sent).isEmpty();
    text.door.text("x", false);
    text.run();
    assertThat(text.sent).containsExactly("close 1009");
    MessageRig binary = MessageRig.open(small).credit(9);
    binary.door.binary(ByteBuffer.allocate(11), true);
    binary.run();
    assertThat(binary.sent).containsExactly("close 1009");
    assertThat(binary.listener.told).containsExactly("open");
    MessageRig wide = MessageRig.open(small).credit(9);
    wide.door.text("\u20AC\u20AC\u20AC\u20AC", true);
    wide.run();
    assertThat(wide.sent).containsExactly("close 1009");
  }

  @Test
  void aLoneSurrogateIsNoText() {
    MessageRig rig = MessageRig.open(OPTIONS).credit(9);
    rig.door.text("a\uDC00", true);
    rig.run();
    assertThat(rig.sent).containsExactly("close 1007");
  }

  @Test
  void pingsAreAnsweredAndForeignPongsDelivered() {
    MessageRig rig = MessageRig.open(OPTIONS);
    rig.door.ping(ascii("p"));
    rig.door.pong(ascii("q"));
    rig.link().ping(ascii("mine"));
    rig.run();
    assertThat(rig.sent).containsExactly("pong p", "ping 4");
    assertThat(rig.listener.told).containsExactly("open", "pong q");
  }

  @Test
  void theHeartbeatAsksConfirmsAndFindsADeadPeer() {
    MessageRig rig = MessageRig.open(OPTIONS);
    rig.send("1").run().advance(Heartbeat.DEFAULT.interval());
    assertThat(rig.sent).containsExactly("text 1", "ping 8");
    rig.door.pong(ByteBuffer.wrap(rig.lastPing));
    rig.run();
    assertThat(rig.listener.told).containsExactly("open", "confirmed 1");
    rig.advance(Duration.ofSeconds(24));
    rig.door.received(0);
    rig.run().advance(Duration.ofSeconds(25)).advance(Heartbeat.DEFAULT.pongWithin());
    assertThat(((Ending.Failed) rig.listener.ending).fault()).isEqualTo(Fault.HEARTBEAT_TIMEOUT);
    assertThat(rig.dropped).isTrue();
  }

  @Test
  void bytesTheRuntimeShowsAreCounted() {
    MessageRig rig = MessageRig.open(OPTIONS);
    rig.door.received(7);
    rig.door.written(9);
    rig.door.ended(TransportEnd.RST, null);
    rig.run();
    assertThat(rig.listener.ending.facts().traffic().bytesIn()).isEqualTo(7);
    assertThat(rig.listener.ending.facts().traffic().bytesOut()).isEqualTo(9);
    assertThat(rig.listener.ending).isInstanceOf(Ending.Dropped.class);
  }

  @Test
  void withoutCreditTheRuntimeIsToldToPause() {
    MessageRig rig = MessageRig.open(OPTIONS);
    rig.door.binary(ByteBuffer.allocate(Arrivals.READ_AHEAD), true);
    rig.run();
    assertThat(rig.reading).isFalse();
    rig.credit(1);
    assertThat(rig.reading).isTrue();
  }

  @Test
  void everyCompletionComesOnceThoughTheRuntimeReportsLate() {
    MessageRig rig = MessageRig.open(OPTIONS);
    rig.taking = false;
    rig.send("under way").send("waits").run();
    rig.door.ended(TransportEnd.RST, null);
    rig.run();
    rig.under.remove().done(WriteResult.WRITTEN);
    rig.run();
    assertThat(rig.results).containsExactly("under way LOST", "waits NOT_WRITTEN");
    assertThat(rig.listener.told).containsExactly("open", "end");
  }

  @Test
  void aSendTheRuntimeRefusesIsReportedAsItSays() {
    MessageRig rig = MessageRig.open(OPTIONS);
    rig.taking = false;
    rig.send("1").send("2").run();
    rig.under.remove().done(WriteResult.NOT_WRITTEN);
    rig.run();
    rig.under.remove().done(WriteResult.WRITTEN);
    rig.run();
    assertThat(rig.results).containsExactly("1 NOT_WRITTEN", "2 WRITTEN");
  }

  @Test
  void abortDropsInEveryPhase() {
    MessageRig early = MessageRig.dialling(REQUEST);
    early.link().abort();
    early.run();
    early.door.wire(early);
    early.run();
    assertThat(early.dropped).isTrue();
    assertThat(early.door.ended()).isTrue();
    MessageRig open = MessageRig.open(OPTIONS);
    open.link().abort();
    open.run();
    assertThat(open.dropped).isTrue();
    assertThat(open.sent).isEmpty();
  }

  @Test
  void theDialEndsAsTheAdapterSays() {
    MessageRig refused = MessageRig.dialling(REQUEST);
    refused.door.connecting("192.0.2.1:80");
    refused.door.secured(null);
    refused.door.upgrading();
    refused.door.refused(HttpAnswer.of(503, Headers.empty()));
    refused.run();
    assertThat(refused.listener.ending).isInstanceOf(Ending.Refused.class);
    assertThat(refused.listener.ending.facts().peer().addressesTried())
        .containsExactly("192.0.2.1:80");
    MessageRig unknown = MessageRig.dialling(REQUEST);
    unknown.door.unreachable(Unreachability.NAME_NOT_RESOLVED, "no address", null);
    unknown.run();
    assertThat(((Ending.Unreachable) unknown.listener.ending).kind())
        .isEqualTo(Unreachability.NAME_NOT_RESOLVED);
    MessageRig silent = MessageRig.dialling(REQUEST);
    silent.door.upgrading();
    silent.run().advance(Duration.ofSeconds(10));
    assertThat(((Ending.Unreachable) silent.listener.ending).kind())
        .isEqualTo(Unreachability.HANDSHAKE_TIMEOUT);
  }

  @ParameterizedTest
  @CsvSource({"v1, v1, true", "v1, '', false", "'', v1, false", "v1, v2, false"})
  void theSubprotocolIsJudgedHere(String offered, String selected, boolean opens) {
    MessageRig rig =
        MessageRig.dialling(offered.isEmpty() ? REQUEST : REQUEST.subprotocols(offered));
    rig.door.wire(rig);
    rig.door.upgrading();
    rig.door.opened(new HandshakeInfo(selected, List.of(), Headers.empty(), "192.0.2.1:80"));
    rig.run();
    assertThat(rig.listener.told).containsExactly(opens ? "open" : "end");
    assertThat(rig.dropped).isEqualTo(!opens);
  }

  @Test
  void framesAreNotToBeHadFromMessages() {
    DialRequest frames = REQUEST.with(OPTIONS.with(Delivery.FRAMES));
    assertThatThrownBy(() -> MessageRig.dialling(frames))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("FRAMES");
  }
}
