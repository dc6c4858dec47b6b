package dev.hawser;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.Outcome.Unknown;
import dev.hawser.close.CloseCode;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.testing.ScriptedLink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is in doubt after a loss, and what is sent again. */
class OutboxReplayTest extends OutboxRig {
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
}
