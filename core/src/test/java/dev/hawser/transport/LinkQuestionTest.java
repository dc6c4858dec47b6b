package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.frame.Opcode;
import dev.hawser.heartbeat.Heartbeat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Heartbeats by messages, by nothing at all, and signs of life wanted in a hurry. */
class LinkQuestionTest {
  private static final Duration INTERVAL = Duration.ofSeconds(20);
  private static final Duration WITHIN = Duration.ofSeconds(5);
  private static final Duration TICK = Duration.ofMillis(1);
  private static final Heartbeat ASKING =
      Heartbeat.every(INTERVAL).pongWithin(WITHIN).asking("ping?", t -> t.startsWith("pong"));
  private static final LinkOptions BY_TEXT = LinkOptions.DEFAULT.with(ASKING);
  private static final LinkOptions WATCHING =
      LinkOptions.DEFAULT.with(Heartbeat.expectTraffic(INTERVAL));

  private static List<String> texts(ByteRig rig) {
    return rig.frames().stream().filter(f -> f.startsWith("TEXT")).toList();
  }

  @Test
  void theMessageGoesOutInEachIntervalWhateverComesIn() {
    ByteRig rig = ByteRig.client(BY_TEXT).credit(100);
    for (int i = 0; i < 3; i++) {
      assertThat(texts(rig)).hasSize(i);
      rig.advance(INTERVAL.minus(TICK)).peer(rig.text("news"));
      assertThat(texts(rig)).hasSize(i);
      rig.advance(TICK).peer(rig.text("pong"));
      assertThat(texts(rig)).hasSize(i + 1).last().asString().contains("ping?");
    }
    assertThat(rig.frames()).hasSize(3);
  }

  @Test
  void theReplyGoesToNobodyElseAndNeedsNoCredit() {
    ByteRig rig = ByteRig.client(BY_TEXT);
    rig.advance(INTERVAL).peer(rig.text("pong 1"), rig.text("news"));
    rig.advance(WITHIN);
    assertThat(rig.ending()).isNull();
    rig.credit(5);
    assertThat(rig.told()).contains("text news").noneMatch(told -> told.contains("pong"));
  }

  @Test
  void withoutAByteAfterTheMessageTheLinkIsDead() {
    ByteRig rig = ByteRig.client(BY_TEXT);
    rig.advance(INTERVAL).advance(WITHIN.minus(TICK));
    assertThat(rig.ending()).isNull();
    rig.advance(TICK);
    Ending.Failed failed = (Ending.Failed) rig.ending();
    assertThat(failed.fault()).isEqualTo(Fault.HEARTBEAT_TIMEOUT);
    assertThat(failed.text()).isEqualTo("no byte within 5 s after the heartbeat's message");
  }

  @Test
  void anyByteAfterTheMessageIsLife() {
    ByteRig rig = ByteRig.client(BY_TEXT);
    rig.advance(INTERVAL).bytes(ByteBuffer.wrap(new byte[] {(byte) 0x81}));
    rig.advance(WITHIN);
    assertThat(rig.ending()).isNull();
  }

  @Test
  void theReplyConfirmsTheMessagesBeforeAndTellsTheRoundTrip() {
    ByteRig rig = ByteRig.client(BY_TEXT);
    rig.send("1").send("2").run().advance(INTERVAL);
    rig.send("3").run();
    rig.advance(Duration.ofMillis(40)).peer(rig.text("pong"));
    assertThat(rig.told()).contains("confirmed 2").doesNotContain("confirmed 3");
    rig.inside(() -> rig.link().abort());
    assertThat(rig.ending().facts().traffic().lastRoundTrip()).isEqualTo(Duration.ofMillis(40));
    assertThat(rig.ending().facts().traffic().messagesOut()).isEqualTo(3);
  }

  @Test
  void aLateReplyConfirmsNoMoreThanTheOldestQuestionCan() {
    ByteRig rig = ByteRig.client(BY_TEXT);
    rig.send("1").run().advance(INTERVAL).bytes(ByteBuffer.wrap(new byte[] {(byte) 0x89, 0}));
    rig.send("2").run().advance(INTERVAL);
    rig.peer(rig.text("pong"));
    assertThat(rig.told()).contains("confirmed 1").doesNotContain("confirmed 2");
    rig.peer(rig.text("pong"));
    assertThat(rig.told()).contains("confirmed 2");
  }

  @Test
  void aProbeAsksByTheMessageAtOnceAndOnceMoreWhenTheReplyCameForAnEarlierOne() {
    ByteRig rig = ByteRig.client(BY_TEXT);
    rig.inside(() -> rig.link().probe());
    assertThat(texts(rig)).hasSize(1);
    rig.inside(() -> rig.link().probe());
    assertThat(texts(rig)).hasSize(1);
    rig.peer(rig.text("pong"));
    assertThat(texts(rig)).hasSize(2);
    rig.peer(rig.text("pong"));
    assertThat(texts(rig)).hasSize(2);
  }

  @Test
  void aBinaryMessageIsAnsweredByABinaryOne() {
    Heartbeat binary =
        Heartbeat.every(INTERVAL)
            .pongWithin(WITHIN)
            .asking(ByteBuffer.wrap(new byte[] {7}), b -> b.remaining() == 1 && b.get(0) == 8);
    ByteRig rig = ByteRig.client(LinkOptions.DEFAULT.with(binary)).credit(10);
    rig.advance(INTERVAL);
    assertThat(rig.frames()).hasSize(1).first().asString().startsWith("BINARY");
    rig.peer(
        rig.text("8"),
        rig.frame(Opcode.BINARY, true, new byte[] {8}),
        rig.frame(Opcode.BINARY, true, new byte[] {9}));
    assertThat(rig.told()).contains("text 8", "binary 1").containsOnlyOnce("binary 1");
    assertThat(rig.told()).contains("confirmed 0");
  }

  @Test
  void aMatcherThatThrowsEndsTheSession() {
    Heartbeat broken =
        ASKING.asking(
            "?",
            text -> {
              throw new IllegalStateException("broken");
            });
    ByteRig rig = ByteRig.client(LinkOptions.DEFAULT.with(broken)).credit(10);
    rig.peer(rig.text("x"));
    rig.eof();
    assertThat(((Ending.Failed) rig.ending()).fault()).isEqualTo(Fault.CALLBACK_FAILED);
    assertThat(rig.told()).noneMatch(told -> told.equals("text x"));
  }

  @Test
  void overAMessageDoorTheHeartbeatsMessageDoesNotCountEither() {
    MessageRig rig = MessageRig.open(BY_TEXT);
    rig.send("1").run().advance(INTERVAL);
    assertThat(rig.sent).anyMatch(out -> out.contains("ping?"));
    rig.door.text("pong", true);
    rig.run();
    assertThat(rig.listener.told).contains("confirmed 1");
    rig.link().abort();
    rig.run();
    assertThat(rig.listener.ending.facts().traffic().messagesOut()).isEqualTo(1);
  }

  @Test
  void whereTrafficIsExpectedSilenceIsTheEndAndNothingIsAsked() {
    ByteRig rig = ByteRig.client(WATCHING);
    rig.advance(INTERVAL.minus(TICK)).bytes(ByteBuffer.wrap(new byte[] {(byte) 0x89, 0}));
    rig.advance(INTERVAL.minus(TICK));
    assertThat(rig.ending()).isNull();
    assertThat(rig.frames()).noneMatch(frame -> frame.startsWith("PING"));
    rig.advance(TICK);
    Ending.Failed failed = (Ending.Failed) rig.ending();
    assertThat(failed.fault()).isEqualTo(Fault.HEARTBEAT_TIMEOUT);
    assertThat(failed.text()).isEqualTo("no byte within 20 s");
  }

  @Test
  void whereTrafficIsExpectedTheAnswerToAProbeIsNot() {
    ByteRig rig = ByteRig.client(WATCHING);
    rig.inside(() -> rig.link().probe());
    rig.inside(() -> rig.link().probe(TICK));
    assertThat(rig.frames()).hasSize(1).first().asString().startsWith("PING");
    rig.advance(INTERVAL.minus(TICK));
    assertThat(rig.ending()).isNull();
    rig.advance(TICK);
    assertThat(((Ending.Failed) rig.ending()).text()).isEqualTo("no byte within 20 s");
  }

  @Test
  void aSignOfLifeWantedInAHurryIsWaitedForNoLonger() {
    ByteRig rig = ByteRig.client();
    rig.inside(() -> rig.link().probe(Duration.ofSeconds(2)));
    rig.advance(Duration.ofSeconds(2).minus(TICK));
    assertThat(rig.ending()).isNull();
    rig.advance(TICK);
    assertThat(((Ending.Failed) rig.ending()).fault()).isEqualTo(Fault.HEARTBEAT_TIMEOUT);
  }

  @Test
  void aHurryIsOverWithTheFirstByte() {
    ByteRig rig = ByteRig.client();
    rig.inside(() -> rig.link().probe(Duration.ofSeconds(2)));
    rig.advance(Duration.ofSeconds(1)).bytes(ByteBuffer.wrap(new byte[] {(byte) 0x81}));
    rig.advance(Heartbeat.DEFAULT.interval()).advance(Duration.ofSeconds(3));
    assertThat(rig.ending()).isNull();
  }

  @Test
  void aHurryShortensAWaitThatRunsAndNeverLengthensIt() {
    ByteRig rig = ByteRig.client();
    rig.inside(() -> rig.link().probe());
    rig.advance(Duration.ofSeconds(5));
    rig.inside(() -> rig.link().probe(Duration.ofSeconds(1)));
    rig.inside(() -> rig.link().probe(Duration.ofSeconds(3)));
    rig.advance(Duration.ofSeconds(1).minus(TICK));
    assertThat(rig.ending()).isNull();
    rig.advance(TICK);
    assertThat(rig.ending()).isNotNull();
  }
}
