package dev.hawser;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.Outcome.Dropped;
import dev.hawser.Outcome.Unknown;
import dev.hawser.Outcome.Written;
import dev.hawser.close.CloseCode;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.reconnect.Verdict;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final Outcome WRITTEN = new Written();
  private static final Outcome FULL = new Dropped(Dropped.Reason.FULL);
  private static final Outcome EXPIRED = new Dropped(Dropped.Reason.EXPIRED);
  private static final Outcome SESSION_ENDED = new Dropped(Dropped.Reason.SESSION_ENDED);
  private static final Outcome CONNECTION_ENDED = new Dropped(Dropped.Reason.CONNECTION_ENDED);

  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);

  private ClientBuilder client() {
    return transport
        .client()
        .endpoint("ws://test")
        .reconnect((outage, dice) -> new Verdict.Retry(ofSeconds(1), 0, false));
  }

  private Connection open(ClientBuilder client) {
    Connection connection = client.connect();
    accept();
    return connection;
  }

  private ScriptedLink accept() {
    time.settle();
    transport.last().accept();
    time.settle();
    return transport.last();
  }

  private ScriptedLink comeBack() {
    time.advance(ofSeconds(1));
    return accept();
  }

  private static CompletableFuture<Outcome> send(Connection connection, String text) {
    return connection.sendText(text).toCompletableFuture();
  }

  @Test
  void keepsMessagesUntilTheFirstSessionIsOpen() {
    Connection connection = client().connect();
    var one = send(connection, "one");
    var two = connection.sendBinary(ByteBuffer.wrap(new byte[] {1, 2})).toCompletableFuture();
    time.settle();
    assertThat(one).isNotDone();
    ScriptedLink link = accept();
    assertThat(link.sent())
        .containsExactly(
            new Message.Text("one"), new Message.Binary(ByteBuffer.wrap(new byte[] {1, 2})));
    assertThat(one).isCompletedWithValue(WRITTEN);
    assertThat(two).isCompletedWithValue(WRITTEN);
  }

  @Test
  void keepsOrderOverALossAndSendsNothingTwice() {
    Connection connection = open(client());
    ScriptedLink first = transport.last();
    first.holdWrites(true);
    time.settle();
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      outcomes.add(send(connection, "m" + i));
    }
    time.settle();
    first.dropWhileWriting(2);
    time.settle();
    outcomes.add(send(connection, "m5"));
    assertThat(outcomes.get(0)).isCompletedWithValue(new Unknown());
    assertThat(outcomes.get(1)).isCompletedWithValue(new Unknown());
    assertThat(outcomes.get(2)).isNotDone();
    ScriptedLink second = comeBack();
    assertThat(second.sentTexts()).containsExactly("m2", "m3", "m4", "m5");
    assertThat(outcomes.subList(2, 6)).allMatch(f -> f.join().equals(WRITTEN));
    assertThat(connection.tally()).isEqualTo(new Tally(4, 0, 2, 0, 0, 0));
  }

  @Test
  void refusesPastItsMessages() {
    Connection connection = client().outbox(Outbox.messages(2)).connect();
    var one = send(connection, "one");
    var two = send(connection, "two");
    assertThat(send(connection, "three")).isCompletedWithValue(FULL);
    accept();
    assertThat(one).isCompletedWithValue(WRITTEN);
    assertThat(two).isCompletedWithValue(WRITTEN);
    assertThat(send(connection, "four")).isNotDone();
    time.settle();
    assertThat(connection.tally()).isEqualTo(new Tally(3, 1, 0, 0, 0, 0));
  }

  @Test
  void refusesPastItsBytesCountedAsUtf8() {
    Connection connection = client().outbox(Outbox.DEFAULT.bytes(6)).connect();
    send(connection, "\u20ac");
    assertThat(send(connection, "abcd")).isCompletedWithValue(FULL);
    assertThat(send(connection, "abc")).isNotDone();
  }

  @Test
  void refusesAMessageLargerThanTheWholeOutboxInEveryState() {
    Connection connection = client().outbox(Outbox.DEFAULT.bytes(5)).connect();
    assertThatThrownBy(() -> connection.sendText("123456"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("6 bytes")
        .hasMessageContaining("holds 5");
    accept();
    assertThatThrownBy(() -> connection.sendBinary(ByteBuffer.allocate(6)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(connection.tally().waiting()).isZero();
  }

  @Test
  void refusesLoneSurrogatesWhereTheyEnter() {
    Connection connection = client().connect();
    assertThatThrownBy(() -> connection.sendText("ab\ud800"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("index 2");
    assertThat(connection.tally().waiting()).isZero();
  }

  @Test
  void expiresWhatWaitsTooLong() {
    Connection connection = client().outbox(Outbox.DEFAULT.expireAfter(ofSeconds(5))).connect();
    var one = send(connection, "one");
    time.advance(ofSeconds(2));
    var two = send(connection, "two");
    time.advance(ofSeconds(3).minusNanos(1));
    assertThat(one).isNotDone();
    time.advance(Duration.ofNanos(1));
    assertThat(one).isCompletedWithValue(EXPIRED);
    assertThat(two).isNotDone();
    time.advance(ofSeconds(2));
    assertThat(two).isCompletedWithValue(EXPIRED);
    assertThat(accept().sentTexts()).isEmpty();
  }

  @Test
  void dropsWhatWaitsWhenTheConnectionEnds() {
    Connection connection = client().reconnect(ReconnectPolicy.never()).connect();
    var waiting = send(connection, "one");
    time.settle();
    transport.last().refuse(403);
    time.settle();
    assertThat(waiting).isCompletedWithValue(CONNECTION_ENDED);
    assertThat(send(connection, "late")).isCompletedWithValue(CONNECTION_ENDED);
    assertThat(connection.tally()).isEqualTo(new Tally(0, 2, 0, 0, 0, 0));
  }

  @Test
  void writesWhatWasHandedOverBeforeTheClose() {
    Connection connection = open(client());
    var last = send(connection, "last words");
    connection.close();
    time.settle();
    assertThat(last).isCompletedWithValue(WRITTEN);
    assertThat(transport.last().sentTexts()).containsExactly("last words");
  }

  @Test
  void aSessionKeepsNoOutbox() {
    Connection connection = open(client());
    Session session = connection.session();
    transport.last().holdWrites(true);
    time.settle();
    var unwritten = session.sendText("one").toCompletableFuture();
    transport.last().drop();
    time.settle();
    assertThat(unwritten).isCompletedWithValue(SESSION_ENDED);
    assertThat(session.sendText("two").toCompletableFuture()).isCompletedWithValue(SESSION_ENDED);
    assertThat(connection.tally()).isEqualTo(new Tally(0, 0, 0, 0, 0, 0));
    assertThat(comeBack().sentTexts()).isEmpty();
  }

  @Test
  void handsALinkNoMoreThanItsWindow() {
    Connection connection = open(client());
    ScriptedLink link = transport.last();
    link.holdWrites(true);
    time.settle();
    String kilobyte = "x".repeat(1024);
    for (int i = 0; i < 200; i++) {
      send(connection, kilobyte);
    }
    assertThat(link.pendingBytes()).isEqualTo(64 * 1024);
    link.holdWrites(false);
    time.settle();
    assertThat(link.sent()).hasSize(200);
    assertThat(connection.tally()).isEqualTo(new Tally(200, 0, 0, 0, 0, 0));
  }

  @Test
  void countsItsWindowInBytesAlsoOfTextThatGoesStraight() {
    Connection connection = open(client());
    ScriptedLink link = transport.last();
    link.holdWrites(true);
    time.settle();
    String threeKilobytes = "\u20ac".repeat(1024);
    for (int i = 0; i < 30; i++) {
      send(connection, threeKilobytes);
    }
    assertThat(link.pendingBytes()).isEqualTo(21 * 3072);
    link.holdWrites(false);
    time.settle();
    assertThat(link.sent()).hasSize(30);
  }

  @Test
  void aCleanCloseLeavesNothingInDoubtAndNothingToReplay() {
    List<Parting> partings = new ArrayList<>();
    Connection connection =
        open(
            client()
                .outbox(Outbox.DEFAULT.replayInDoubt())
                .onEnd((s, parting) -> partings.add(parting)));
    send(connection, "one");
    send(connection, "two");
    time.settle();
    connection.renew();
    time.settle();
    assertThat(partings.get(0).inDoubt()).isZero();
    assertThat(accept().sentTexts()).isEmpty();
    assertThat(connection.tally()).isEqualTo(new Tally(2, 0, 0, 0, 0, 0));
  }

  @Test
  void aCloseThatOnlyCrossedOursConfirmsNothing() {
    Connection connection = open(client().outbox(Outbox.DEFAULT.replayInDoubt()));
    ScriptedLink first = transport.last();
    first.holdPongs(true);
    first.holdClose(true);
    send(connection, "one");
    time.settle();
    connection.renew();
    time.settle();
    first.peerCloses(CloseCode.SERVICE_RESTART);
    assertThat(accept().sentTexts()).containsExactly("one");
    assertThat(connection.tally()).isEqualTo(new Tally(1, 0, 0, 1, 1, 0));
  }

  @Test
  void letsAMessageLargerThanTheWindowGoAlone() {
    Connection connection = open(client());
    ScriptedLink link = transport.last();
    link.holdWrites(true);
    time.settle();
    send(connection, "x".repeat(100_000));
    send(connection, "y");
    assertThat(link.pendingBytes()).isEqualTo(100_000);
    link.holdWrites(false);
    time.settle();
    assertThat(link.sentTexts()).hasSize(2).last().isEqualTo("y");
  }

  @Test
  void countsWhatWasWrittenAndNotConfirmedAsInDoubt() {
    List<Parting> partings = new ArrayList<>();
    Connection connection = open(client().onEnd((s, parting) -> partings.add(parting)));
    send(connection, "one");
    time.settle();
    connection.session().confirm();
    time.settle();
    send(connection, "two");
    send(connection, "three");
    time.settle();
    assertThat(connection.session().inDoubt()).isEqualTo(2);
    transport.last().drop();
    time.settle();
    assertThat(partings.get(0).inDoubt()).isEqualTo(2);
    assertThat(connection.tally()).isEqualTo(new Tally(3, 0, 0, 2, 0, 0));
    assertThat(comeBack().sentTexts()).isEmpty();
  }

  @Test
  void replaysWhatIsInDoubtInOrderAheadOfEverythingNewer() {
    Connection connection = open(client().outbox(Outbox.DEFAULT.replayInDoubt()));
    ScriptedLink first = transport.last();
    send(connection, "one");
    time.settle();
    connection.session().sendText("session's own");
    connection.session().confirm();
    time.settle();
    var two = send(connection, "two");
    var three = send(connection, "three");
    time.settle();
    assertThat(two).isCompletedWithValue(WRITTEN);
    first.holdWrites(true);
    time.settle();
    var four = send(connection, "four");
    var five = send(connection, "five");
    time.settle();
    first.dropWhileWriting(1);
    time.settle();
    assertThat(four).isNotDone();
    send(connection, "six");
    ScriptedLink second = comeBack();
    assertThat(second.sentTexts()).containsExactly("two", "three", "four", "five", "six");
    assertThat(three).isCompletedWithValue(WRITTEN);
    assertThat(four).isCompletedWithValue(WRITTEN);
    assertThat(five).isCompletedWithValue(WRITTEN);
    assertThat(connection.tally()).isEqualTo(new Tally(6, 0, 0, 2, 3, 0));
  }

  @Test
  void replaysAgainUntilConfirmed() {
    Connection connection = open(client().outbox(Outbox.DEFAULT.replayInDoubt()));
    send(connection, "one");
    time.settle();
    transport.last().drop();
    time.settle();
    comeBack();
    assertThat(transport.last().sentTexts()).containsExactly("one");
    transport.last().drop();
    time.settle();
    comeBack();
    assertThat(transport.last().sentTexts()).containsExactly("one");
    connection.session().confirm();
    time.settle();
    transport.last().drop();
    time.settle();
    assertThat(comeBack().sentTexts()).isEmpty();
  }

  @Test
  void boundsWhatIsUnconfirmedAndAsksInTime() {
    Connection connection = open(client().outbox(Outbox.messages(4).replayInDoubt()));
    ScriptedLink link = transport.last();
    link.holdPongs(true);
    time.settle();
    send(connection, "one");
    time.settle();
    assertThat(link.pings()).isZero();
    send(connection, "two");
    time.settle();
    assertThat(link.pings()).isEqualTo(1);
    send(connection, "three");
    send(connection, "four");
    time.settle();
    assertThat(link.pings()).isEqualTo(1);
    assertThat(send(connection, "five")).isCompletedWithValue(FULL);
    link.holdPongs(false);
    time.settle();
    assertThat(send(connection, "six")).isNotDone();
  }

  @Test
  void underSteadyInboundTrafficALossRepeatsAboutOneSecond() {
    Connection connection = open(client().outbox(Outbox.DEFAULT.replayInDoubt()));
    ScriptedLink first = transport.last();
    for (int i = 0; i < 259; i++) {
      first.text("tick"); // a byte of the peer is life: no heartbeat asks for anything
      send(connection, "m" + i);
      time.advance(ofMillis(100));
    }
    first.drop();
    time.settle();
    assertThat(first.pings()).isEqualTo(25);
    List<String> repeated = comeBack().sentTexts();
    assertThat(repeated).hasSize(9).endsWith("m258");
    assertThat(connection.tally().resent()).isEqualTo(repeated.size());
  }

  @Test
  void aFasterHeartbeatAsksForConfirmationAtItsPace() {
    Connection connection =
        open(
            client()
                .heartbeat(Heartbeat.every(ofMillis(200)))
                .outbox(Outbox.DEFAULT.replayInDoubt()));
    send(connection, "one");
    time.advance(ofMillis(199));
    assertThat(transport.last().pings()).isZero();
    time.advance(ofMillis(1));
    assertThat(transport.last().pings()).isEqualTo(1);
  }

  @Test
  void asksForNoConfirmationWhereNothingWaitsForOneAndAsksAgainOnlyWhenAnswered() {
    Connection connection = open(client().outbox(Outbox.DEFAULT.replayInDoubt()));
    ScriptedLink link = transport.last();
    time.advance(ofSeconds(5));
    assertThat(link.pings()).isZero();
    link.holdPongs(true);
    time.settle();
    send(connection, "one");
    time.advance(ofSeconds(5));
    assertThat(link.pings()).isEqualTo(1);
    send(connection, "two");
    link.holdPongs(false);
    time.advance(ofSeconds(5));
    assertThat(link.pings()).isEqualTo(2);
    assertThat(connection.session().inDoubt()).isZero();
    time.advance(ofSeconds(5));
    assertThat(link.pings()).isEqualTo(2);
  }

  @Test
  void withoutReplayNoConfirmationIsAskedFor() {
    Connection connection = open(client());
    send(connection, "one");
    time.advance(ofSeconds(20));
    assertThat(transport.last().pings()).isZero();
  }

  @Test
  void lostHalfWayAndNeverWrittenAgainIsUnknownAtTheEnd() {
    Connection connection = open(client().outbox(Outbox.DEFAULT.replayInDoubt()));
    transport.last().holdWrites(true);
    time.settle();
    var lost = send(connection, "one");
    time.settle();
    transport.last().dropWhileWriting(1);
    time.advance(ofMillis(10));
    connection.close();
    time.settle();
    assertThat(lost).isCompletedWithValue(new Unknown());
    assertThat(connection.tally()).isEqualTo(new Tally(0, 0, 1, 0, 0, 0));
  }

  @Test
  void aRenewedConnectionWaitsForTheOldLinkSoThatOrderHolds() {
    Connection connection = open(client());
    ScriptedLink old = transport.last();
    old.holdWrites(true);
    old.holdClose(true);
    time.settle();
    send(connection, "one");
    time.settle();
    connection.renew();
    ScriptedLink fresh = accept();
    send(connection, "two");
    time.settle();
    assertThat(fresh.sentTexts()).isEmpty();
    old.drop();
    time.settle();
    assertThat(fresh.sentTexts()).containsExactly("one", "two");
  }

  @Test
  void afterThePeersCloseTheNextLinkNeedNotWaitForTheEndOfTheOld() {
    Connection connection = open(client());
    ScriptedLink old = transport.last();
    old.holdEnd(true);
    send(connection, "one");
    time.settle();
    old.peerCloses(CloseCode.SERVICE_RESTART);
    var two = send(connection, "two");
    time.settle();
    assertThat(two).isNotDone();
    assertThat(connection.tally()).isEqualTo(new Tally(1, 0, 0, 1, 0, 1));
    assertThat(comeBack().sentTexts()).containsExactly("two");
    assertThat(two).isCompletedWithValue(WRITTEN);
    old.drop();
    time.settle();
    assertThat(old.sentTexts()).containsExactly("one");
    assertThat(connection.tally()).isEqualTo(new Tally(2, 0, 0, 1, 0, 0));
  }

  @Test
  void afterThePeersCloseTheNextLinkWaitsForWhatTheOldOneStillOwes() {
    Connection connection = open(client());
    ScriptedLink old = transport.last();
    old.holdEnd(true);
    old.holdWrites(true);
    time.settle();
    var empty = send(connection, "");
    old.peerCloses(CloseCode.SERVICE_RESTART);
    time.settle();
    var two = send(connection, "two");
    ScriptedLink fresh = comeBack();
    assertThat(connection.state()).isEqualTo(State.OPEN);
    assertThat(fresh.sentTexts()).isEmpty();
    old.drop();
    time.settle();
    assertThat(old.sentTexts()).isEmpty();
    assertThat(fresh.sentTexts()).containsExactly("", "two");
    assertThat(empty).isCompletedWithValue(WRITTEN);
    assertThat(two).isCompletedWithValue(WRITTEN);
    assertThat(connection.tally()).isEqualTo(new Tally(2, 0, 0, 0, 0, 0));
  }

  @Test
  void whatTheOldLinkOwedMayBeWrittenAfterThePeersCloseAndIsThenInDoubtToo() {
    List<Parting> partings = new ArrayList<>();
    Connection connection = open(client().onEnd((s, parting) -> partings.add(parting)));
    ScriptedLink old = transport.last();
    old.holdEnd(true);
    send(connection, "one");
    time.settle();
    old.holdWrites(true);
    time.settle();
    send(connection, "two");
    old.peerCloses(CloseCode.SERVICE_RESTART);
    time.settle();
    assertThat(connection.tally()).isEqualTo(new Tally(1, 0, 0, 1, 0, 1));
    ScriptedLink fresh = comeBack();
    send(connection, "three");
    time.settle();
    assertThat(fresh.sentTexts()).isEmpty();
    old.holdWrites(false);
    time.settle();
    assertThat(old.hasEnded()).isFalse();
    assertThat(fresh.sentTexts()).containsExactly("three");
    old.drop();
    time.settle();
    assertThat(partings.get(0).inDoubt()).isEqualTo(2);
    assertThat(connection.tally()).isEqualTo(new Tally(3, 0, 0, 2, 0, 0));
  }

  @Test
  void afterThePeersCloseWhatIsInDoubtIsReplayedWithoutWaitingForTheEnd() {
    Connection connection = open(client().outbox(Outbox.DEFAULT.replayInDoubt()));
    ScriptedLink old = transport.last();
    old.holdEnd(true);
    send(connection, "one");
    time.settle();
    old.holdWrites(true);
    time.settle();
    send(connection, "two");
    time.settle();
    old.peerCloses(CloseCode.SERVICE_RESTART);
    send(connection, "three");
    ScriptedLink fresh = comeBack();
    assertThat(fresh.sentTexts()).isEmpty();
    old.holdWrites(false);
    time.settle();
    assertThat(fresh.sentTexts()).containsExactly("one", "two", "three");
    old.drop();
    time.settle();
    assertThat(fresh.sentTexts()).containsExactly("one", "two", "three");
    assertThat(connection.tally()).isEqualTo(new Tally(3, 0, 0, 2, 2, 0));
  }

  @Test
  void nobodyButTheLibrarySettlesAnOutcome() {
    Connection connection = client().connect();
    var stage = connection.sendText("one");
    stage.toCompletableFuture().complete(FULL);
    accept();
    assertThat(stage.toCompletableFuture()).isCompletedWithValue(WRITTEN);
  }

  @Test
  void refusesNonsenseBounds() {
    assertThatThrownBy(() -> Outbox.messages(0)).hasMessageContaining("0 messages");
    assertThatThrownBy(() -> Outbox.DEFAULT.bytes(0)).hasMessageContaining("0 bytes");
    assertThatThrownBy(() -> Outbox.DEFAULT.expireAfter(ofSeconds(-1)))
        .hasMessageContaining("PT-1S");
    assertThatThrownBy(() -> Outbox.DEFAULT.expireAfter(Duration.ofDays(31)))
        .hasMessageContaining("PT744H");
  }
}
