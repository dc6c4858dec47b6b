package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseFrames;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.TransportEnd;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a link closes and ends, and what its ending says. */
class LinkEndingTest {
  private static final Duration CLOSE = LinkOptions.DEFAULT.deadlines().close();

  @ParameterizedTest
  @CsvSource({"1000", "1001", "1012", "1013", "1014", "3000", "4999"})
  void answersThePeersCloseOnceWithItsCode(int code) {
    ByteRig rig = ByteRig.client();
    CloseReason reason = CloseReason.of(CloseCode.of(code), "why");
    rig.peer(rig.close(reason), rig.text("ignored"), rig.close(Reasons.NORMAL)).eof();
    assertThat(rig.frames()).containsExactly("CLOSE " + code);
    Ending.Closed closed = (Ending.Closed) rig.ending();
    assertThat(closed.by()).isEqualTo(Initiator.PEER);
    assertThat(closed.reason()).isEqualTo(reason);
    assertThat(closed.clean()).isTrue();
    assertThat(closed.facts().frames())
        .isEqualTo(
            new CloseFrames(
                reason, CloseReason.of(CloseCode.of(code)), false, TransportEnd.FIN, -1, false));
    assertThat(closed.facts().phase()).isEqualTo(Phase.CLOSING);
  }

  @Test
  void answersAnEmptyCloseWithAnEmptyOneAndReports1005() {
    ByteRig rig = ByteRig.server(ByteRig.options());
    rig.peer(rig.close(CloseReason.NONE));
    assertThat(rig.frames()).containsExactly("CLOSE 1005");
    assertThat(rig.wire.bytes()).containsExactly(0x88, 0);
    rig.eof();
    assertThat(rig.ending().code()).isEqualTo(CloseCode.NO_STATUS_RCVD);
  }

  @Test
  void anEmptyCloseCanBeSent() {
    ByteRig rig = ByteRig.server(ByteRig.options());
    rig.link().close(CloseReason.NONE);
    rig.run();
    assertThat(rig.wire.bytes()).containsExactly(0x88, 0);
  }

  @Test
  void theServerEndsItsDirectionFirstAndLingersForTheClientsFin() {
    ByteRig rig = ByteRig.server(ByteRig.options());
    rig.peer(rig.close(Reasons.NORMAL));
    assertThat(rig.wire.shut).isTrue();
    assertThat(rig.wire.dropped).isFalse();
    rig.bytes(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    assertThat(rig.told()).containsExactly("open", "closing");
    rig.eof();
    assertThat(rig.wire.dropped).isTrue();
    assertThat(rig.told()).containsExactly("open", "closing", "end");
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void thePeersCloseIsToldBehindTheMessagesBeforeItWithTheEvidenceSoFar(Role role) {
    ByteRig rig = ByteRig.open(role, ByteRig.options()).credit(1);
    CloseReason reason = CloseReason.of(CloseCode.NORMAL_CLOSURE, "thanks");
    rig.peer(rig.text("one"), rig.text("two"), rig.close(reason));
    assertThat(rig.told()).containsExactly("open", "text one");
    rig.credit(1);
    assertThat(rig.told()).containsExactly("open", "text one", "text two", "closing");
    Ending.Closed soFar = (Ending.Closed) rig.listener.closing;
    assertThat(soFar.by()).isEqualTo(Initiator.PEER);
    assertThat(soFar.reason()).isEqualTo(reason);
    assertThat(soFar.facts().phase()).isEqualTo(Phase.CLOSING);
    assertThat(soFar.facts().traffic().messagesIn()).isEqualTo(2);
    CloseReason answer = CloseReason.of(CloseCode.NORMAL_CLOSURE);
    assertThat(soFar.facts().frames())
        .isEqualTo(new CloseFrames(reason, answer, false, TransportEnd.UNSEEN, -1, false));
    rig.eof();
    assertThat(rig.told()).containsExactly("open", "text one", "text two", "closing", "end");
    assertThat(rig.ending().facts().frames().transportEnd()).isEqualTo(TransportEnd.FIN);
  }

  @Test
  void thePeersCloseIsToldBeforeTheEndEvenIfBothCameInFrontOfCredit() {
    ByteRig rig = ByteRig.client();
    rig.peer(rig.text("one"), rig.close(Reasons.RESTART)).eof();
    assertThat(rig.told()).containsExactly("open");
    rig.credit(1);
    assertThat(rig.told()).containsExactly("open", "text one", "closing", "end");
  }

  @Test
  void onlyAPeersCloseThatWasFirstIsTold() {
    ByteRig answered = ByteRig.client();
    answered.link().close(Reasons.NORMAL);
    answered.run().peer(answered.close(Reasons.NORMAL)).eof();
    assertThat(answered.told()).containsExactly("open", "end");
    ByteRig overtaken = ByteRig.client();
    overtaken.wire.taking = false;
    overtaken.link().sendBinary(ByteBuffer.allocate(70_000), Completion.IGNORED);
    overtaken.link().close(Reasons.NORMAL);
    overtaken.run().peer(overtaken.close(Reasons.RESTART));
    assertThat(overtaken.told()).containsExactly("open", "closing");
    assertThat(overtaken.listener.closing.code()).isEqualTo(CloseCode.SERVICE_RESTART);
  }

  @Test
  void aCallbackThatThrowsOnThePeersCloseChangesNothingOfTheEnd() {
    ByteRig rig = ByteRig.client();
    IllegalStateException bug = new IllegalStateException("bug");
    rig.listener.then =
        what -> {
          if (what.equals("closing")) {
            throw bug;
          }
        };
    rig.peer(rig.close(Reasons.RESTART)).eof();
    assertThat(rig.told()).containsExactly("open", "closing", "end");
    assertThat(rig.ending().code()).isEqualTo(CloseCode.SERVICE_RESTART);
    assertThat(rig.ending().facts().exception()).isSameAs(bug);
    assertThat(rig.frames()).containsExactly("CLOSE 1012");
  }

  @Test
  void theClientWaitsForTheServersFinUntilTheCloseTimeout() {
    ByteRig rig = ByteRig.client();
    rig.peer(rig.close(Reasons.RESTART));
    rig.advance(CLOSE.minusMillis(1));
    assertThat(rig.wire.shut).isFalse();
    assertThat(rig.wire.dropped).isFalse();
    rig.advance(Duration.ofMillis(1));
    assertThat(rig.wire.dropped).isTrue();
    assertThat(rig.ending().code()).isEqualTo(CloseCode.SERVICE_RESTART);
    assertThat(rig.ending().facts().frames().transportEnd()).isEqualTo(TransportEnd.LOCAL);
  }

  @Test
  void aReceivedCloseKeepsItsCodeAndIsNotCleanWhenTcpThenBreaks() {
    ByteRig rig = ByteRig.client();
    rig.peer(rig.close(Reasons.RESTART)).failed(TransportEnd.RST);
    Ending.Closed closed = (Ending.Closed) rig.ending();
    assertThat(closed.code()).isEqualTo(CloseCode.SERVICE_RESTART);
    assertThat(closed.clean()).isFalse();
    assertThat(closed.facts().exception()).hasMessage("Connection reset");
  }

  @Test
  void anUnansweredCloseEndsAsCloseTimeoutWith1006() {
    ByteRig rig = ByteRig.client();
    rig.link().close(Reasons.NORMAL);
    rig.run().advance(CLOSE.minusMillis(1));
    assertThat(rig.ending()).isNull();
    rig.advance(Duration.ofMillis(1));
    Ending.Failed failed = (Ending.Failed) rig.ending();
    assertThat(failed.fault()).isEqualTo(Fault.CLOSE_TIMEOUT);
    assertThat(failed.code()).isEqualTo(CloseCode.ABNORMAL_CLOSURE);
    assertThat(rig.wire.dropped).isTrue();
  }

  @Test
  void aFinInsteadOfAnAnswerIs1006ByTheNetwork() {
    ByteRig rig = ByteRig.client();
    rig.link().close(Reasons.NORMAL);
    rig.run().eof();
    assertThat(rig.ending()).isInstanceOf(Ending.Dropped.class);
    assertThat(rig.ending().facts().frames().sent()).isEqualTo(Reasons.NORMAL);
    assertThat(rig.ending().facts().phase()).isEqualTo(Phase.CLOSING);
  }

  @Test
  void theFirstCloseWins() {
    ByteRig rig = ByteRig.client();
    rig.link().close(Reasons.NORMAL);
    rig.link().close(CloseReason.of(CloseCode.GOING_AWAY));
    rig.run().peer(rig.close(Reasons.NORMAL)).eof();
    assertThat(rig.frames()).containsExactly("CLOSE 1000 done");
    assertThat(((Ending.Closed) rig.ending()).reason()).isEqualTo(Reasons.NORMAL);
  }

  @Test
  void aCloseTheRoleMayNotSendIsRefusedBeforeAnyEffect() {
    ByteRig client = ByteRig.client();
    assertThatThrownBy(() -> client.link().close(Reasons.RESTART))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1012");
    ByteRig server = ByteRig.server(ByteRig.options());
    assertThatThrownBy(() -> server.link().close(CloseReason.of(CloseCode.of(2999))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2999");
    assertThat(client.run().frames()).isEmpty();
    client.send("still open").run();
    assertThat(client.results).containsExactly("still open WRITTEN");
    server.link().close(Reasons.RESTART);
    assertThat(server.run().frames()).containsExactly("CLOSE 1012 back soon");
  }

  @Test
  void afterALocalCloseNothingIsDelivered() {
    ByteRig rig = ByteRig.client();
    rig.peer(rig.text("waits"));
    rig.link().close(Reasons.NORMAL);
    rig.run().credit(9).peer(rig.text("too late"), rig.close(Reasons.NORMAL)).eof();
    assertThat(rig.told()).containsExactly("open", "end");
    assertThat(rig.ending().facts().traffic().messagesIn()).isEqualTo(2);
  }

  @Test
  void ourAnswerReachesThePeerThoughItEndedItsDirectionAtOnce() {
    ByteRig rig = ByteRig.client();
    rig.wire.taking = false;
    rig.peer(rig.close(Reasons.NORMAL)).eof();
    assertThat(rig.wire.dropped).isFalse();
    rig.wire.takeAll();
    assertThat(rig.wire.dropped).isTrue();
    assertThat(((Ending.Closed) rig.ending()).clean()).isTrue();
  }

  @Test
  void thePeersCloseIsAnsweredThoughOursStillWaitsBehindMessages() {
    ByteRig rig = ByteRig.client();
    rig.wire.taking = false;
    rig.link().sendBinary(ByteBuffer.allocate(60_000), r -> rig.results.add("1 " + r));
    rig.link().sendBinary(ByteBuffer.allocate(60_000), r -> rig.results.add("2 " + r));
    rig.link().sendBinary(ByteBuffer.allocate(10), r -> rig.results.add("3 " + r));
    rig.link().close(Reasons.NORMAL);
    rig.run().peer(rig.close(Reasons.RESTART));
    assertThat(rig.frames()).last().isEqualTo("CLOSE 1012");
    assertThat(rig.results).isEmpty();
    rig.wire.takeAll();
    rig.run().eof();
    assertThat(rig.ending().by()).isEqualTo(Initiator.PEER);
    assertThat(rig.results).containsExactly("1 WRITTEN", "2 WRITTEN", "3 NOT_WRITTEN");
  }

  @ParameterizedTest
  @EnumSource(
      value = TransportEnd.class,
      names = {"FIN", "TLS_CLOSE_NOTIFY", "TLS_TRUNCATED"})
  void theEndOfThePeersDirectionWithoutACloseIs1006(TransportEnd end) {
    ByteRig rig = ByteRig.client();
    rig.inside(() -> rig.door.eof(end));
    assertThat(rig.ending()).isInstanceOf(Ending.Dropped.class);
    assertThat(rig.ending().code()).isEqualTo(CloseCode.ABNORMAL_CLOSURE);
    assertThat(rig.ending().facts().frames()).isEqualTo(CloseFrames.none(end, false));
    assertThat(rig.ending().facts().phase()).isEqualTo(Phase.OPEN);
  }

  @ParameterizedTest
  @CsvSource({
    "83 00, 1002, PROTOCOL_VIOLATION",
    "c1 00, 1002, PROTOCOL_VIOLATION",
    "80 00, 1002, PROTOCOL_VIOLATION",
    "88 01 03, 1002, PROTOCOL_VIOLATION",
    "88 02 03 ed, 1002, PROTOCOL_VIOLATION",
    "81 80 00 00 00 00, 1002, PROTOCOL_VIOLATION",
    "81 01 ff, 1007, INVALID_PAYLOAD",
    "88 03 03 e8 ff, 1007, INVALID_PAYLOAD",
    "82 7f 00 00 00 00 7f ff ff ff, 1009, MESSAGE_TOO_BIG"
  })
  void aBrokenRuleSendsOneCloseWithItsCodeAndEndsAsFailed(String hex, int code, Fault fault) {
    ByteRig rig = ByteRig.client().credit(9);
    byte[] bytes = java.util.HexFormat.ofDelimiter(" ").parseHex(hex);
    rig.bytes(ByteBuffer.wrap(bytes));
    assertThat(rig.frames()).hasSize(1).allMatch(f -> f.startsWith("CLOSE " + code + " "));
    assertThat(rig.wire.shut).isTrue();
    rig.bytes(ByteBuffer.wrap(bytes));
    assertThat(rig.frames()).hasSize(1);
    assertThat(rig.told()).containsExactly("open");
    rig.eof();
    Ending.Failed failed = (Ending.Failed) rig.ending();
    assertThat(failed.fault()).isEqualTo(fault);
    assertThat(failed.code().value()).isEqualTo(code);
    assertThat(failed.text()).isNotEmpty();
    assertThat(failed.facts().phase()).isEqualTo(Phase.OPEN);
    assertThat(rig.told()).containsExactly("open", "end");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void unassignedCodesAreTakenOnlyWhenAskedFor(boolean lenient) {
    ByteRig rig = ByteRig.client(ByteRig.options().lenientCodes(lenient));
    rig.bytes(ByteBuffer.wrap(new byte[] {(byte) 0x88, 2, 0x07, (byte) 0xD0})).eof();
    assertThat(rig.ending().code().value()).isEqualTo(lenient ? 2000 : 1002);
  }

  @Test
  void abortDropsTcpAtOnceWithoutAClose() {
    ByteRig rig = ByteRig.client();
    rig.link().abort();
    rig.run();
    assertThat(rig.wire.dropped).isTrue();
    assertThat(rig.frames()).isEmpty();
    assertThat(rig.ending())
        .isEqualTo(new Ending.Aborted(Initiator.USER, true, rig.ending().facts()));
    assertThat(rig.ending().facts().frames().transportEnd()).isEqualTo(TransportEnd.LOCAL);
  }

  @Test
  void abortCutsTheClosingShort() {
    ByteRig rig = ByteRig.client();
    rig.link().close(Reasons.NORMAL);
    rig.run();
    rig.link().abort();
    rig.run();
    assertThat(rig.ending()).isInstanceOf(Ending.Aborted.class);
    assertThat(rig.wire.dropped).isTrue();
  }
}
