package dev.hawser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.testing.ScriptedLink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How an outbox goes from a link that ends to the next one. */
class OutboxHandoverTest extends OutboxRig {
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
}
