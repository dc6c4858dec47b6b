package dev.hawser;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.Outcome.Dropped;
import dev.hawser.Outcome.Unknown;
import dev.hawser.reconnect.ReconnectPolicy;
import dev.hawser.testing.ScriptedLink;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OutboxTest extends OutboxRig {
  private static final Outcome EXPIRED = new Dropped(Dropped.Reason.EXPIRED);
  private static final Outcome SESSION_ENDED = new Dropped(Dropped.Reason.SESSION_ENDED);
  private static final Outcome CONNECTION_ENDED = new Dropped(Dropped.Reason.CONNECTION_ENDED);

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
