package dev.hawser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.reconnect.Backoff;
import dev.hawser.testing.ScriptedLink;
import dev.hawser.testing.ScriptedTransport;
import dev.hawser.testing.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message for which the peer closes each time it is sent does not go round for ever. */
class RefusedMessageTest {
  private static final CloseCode TOO_BIG = CloseCode.MESSAGE_TOO_BIG;
  private static final CloseCode NOT_UTF_8 = CloseCode.INVALID_FRAME_PAYLOAD_DATA;

  private final VirtualTime time = new VirtualTime();
  private final ScriptedTransport transport = new ScriptedTransport(time);
  private final List<Outcome> outcomes = new ArrayList<>();
  private Connection feed;

  @BeforeEach
  void connect() {
    feed =
        transport
            .client()
            .endpoint("ws://test")
            .reconnect(Backoff.standard().retryOn(TOO_BIG, NOT_UTF_8))
            .outbox(Outbox.DEFAULT.replayInDoubt())
            .connect();
    open();
  }

  /** Opens the next link; its peer answers no Ping until it is told to. */
  private ScriptedLink open() {
    int before = transport.links().size();
    while (transport.links().size() == before) {
      assertThat(time.advanceToNext() != null || before == 0).isTrue();
    }
    ScriptedLink link = transport.last();
    link.holdPongs(true);
    link.accept();
    time.settle();
    return link;
  }

  private void send(String... messages) {
    for (String message : messages) {
      CompletionStage<Outcome> outcome = feed.sendText(message);
      outcome.thenAccept(outcomes::add);
    }
    time.settle();
  }

  private static void confirm(ScriptedLink link, VirtualTime time) {
    link.holdPongs(false);
    link.holdPongs(true);
    time.settle();
  }

  private void closes(CloseCode code) {
    transport.last().peerCloses(code);
    time.settle();
  }

  @Test
  void theOneThatIsRefusedTwiceLeavesTheReplayAndTheOthersArriveInOrder() {
    send("good", "huge", "after");
    closes(TOO_BIG);

    ScriptedLink second = open();
    assertThat(second.sentTexts()).containsExactly("good");
    confirm(second, time);
    assertThat(second.sentTexts()).containsExactly("good", "huge");
    closes(TOO_BIG);

    ScriptedLink third = open();
    assertThat(third.sentTexts()).containsExactly("after");
    confirm(third, time);
    send("fresh 1", "fresh 2");
    assertThat(third.sentTexts()).containsExactly("after", "fresh 1", "fresh 2");
    assertThat(outcomes).hasSize(5).allMatch(Outcome::written);
  }

  @Test
  void newMessagesWaitUntilEverySuspectIsConfirmed() {
    send("a", "b");
    closes(NOT_UTF_8);
    ScriptedLink second = open();
    send("new");
    assertThat(second.sentTexts()).containsExactly("a");
    confirm(second, time);
    assertThat(second.sentTexts()).containsExactly("a", "b");
    confirm(second, time);
    assertThat(second.sentTexts()).containsExactly("a", "b", "new");
    send("more");
    assertThat(second.sentTexts()).endsWith("new", "more");
  }

  @Test
  void anotherCodeTheSecondTimeBlamesNobody() {
    send("a");
    closes(TOO_BIG);
    open();
    closes(NOT_UTF_8);
    assertThat(open().sentTexts()).containsExactly("a");
    closes(NOT_UTF_8);
    assertThat(open().sentTexts()).isEmpty();
  }

  @Test
  void aLineThatIsLostMeanwhileBlamesNobody() {
    send("a");
    closes(TOO_BIG);
    open().drop();
    time.settle();
    assertThat(open().sentTexts()).containsExactly("a");
    closes(TOO_BIG);
    assertThat(open().sentTexts()).isEmpty();
  }

  @Test
  void aMessageWithoutAnOutcomeSoFarIsDroppedAsRefused() {
    transport.last().holdWrites(true);
    send("huge");
    transport.last().dropWhileWriting(1);
    time.settle();
    assertThat(outcomes).isEmpty();
    closesHalfWay();
    assertThat(outcomes).isEmpty();
    closesHalfWay();
    assertThat(outcomes).containsExactly(new Outcome.Dropped(Outcome.Dropped.Reason.REFUSED));
    assertThat(open().sentTexts()).isEmpty();
    assertThat(feed.tally().waiting()).isZero();
  }

  private void closesHalfWay() {
    int before = transport.links().size();
    while (transport.links().size() == before) {
      assertThat(time.advanceToNext()).isNotNull();
    }
    ScriptedLink link = transport.last();
    link.holdWrites(true);
    link.accept();
    time.settle();
    link.peerClosesWhileWriting(CloseReason.of(TOO_BIG), 1);
    time.settle();
  }

  @Test
  void itsRoomInTheOutboxIsFreeAgain() {
    send("huge");
    closes(TOO_BIG);
    open();
    closes(TOO_BIG);
    ScriptedLink third = open();
    int many = Outbox.DEFAULT.messages();
    for (int i = 0; i < many; i++) {
      feed.sendText("m" + i).thenAccept(outcomes::add);
    }
    time.settle();
    assertThat(outcomes).hasSize(many + 1).allMatch(Outcome::written);
    assertThat(third.sentTexts()).hasSize(many);
  }
}
