package dev.hawser.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofDays(1);

  @Test
  void theDefaultIsAPingEvery25SecondsAnsweredWithin10() {
    assertThat(Heartbeat.DEFAULT)
        .isEqualTo(new Heartbeat(Duration.ofSeconds(25), Duration.ofSeconds(10)));
    assertThat(Heartbeat.DEFAULT.enabled()).isTrue();
  }

  @Test
  void anIntervalOfZeroIsNoHeartbeat() {
    assertThat(Heartbeat.OFF.enabled()).isFalse();
    assertThat(Heartbeat.OFF.pongWithin()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void everySetsTheIntervalAndPongWithinTheWait() {
    Heartbeat set = Heartbeat.every(SHORTEST).pongWithin(LONGEST);
    assertThat(set.interval()).isEqualTo(SHORTEST);
    assertThat(set.pongWithin()).isEqualTo(LONGEST);
    assertThat(Heartbeat.every(LONGEST).pongWithin(SHORTEST).pongWithin()).isEqualTo(SHORTEST);
  }

  @Test
  void asksByPingsUnlessToldOtherwise() {
    assertThat(Heartbeat.DEFAULT.question()).isEqualTo(Question.Control.PING);
    assertThat(Heartbeat.OFF.question()).isEqualTo(Question.Control.PING);
    assertThat(Heartbeat.DEFAULT.missed()).isEqualTo("no byte within 10 s after a Ping");
  }

  @Test
  void asksByATextMessageWithAMatcherForItsReply() {
    Heartbeat asking = Heartbeat.every(SHORTEST).pongWithin(LONGEST).asking("hi", "ho"::equals);
    assertThat(asking.interval()).isEqualTo(SHORTEST);
    assertThat(asking.pongWithin()).isEqualTo(LONGEST);
    Question.Text text = (Question.Text) asking.question();
    assertThat(text.message()).isEqualTo("hi");
    assertThat(text.reply().test("ho")).isTrue();
    assertThat(asking.pongWithin(SHORTEST).question()).isSameAs(text);
    assertThat(asking.missed()).isEqualTo("no byte within 1 d after the heartbeat's message");
  }

  @Test
  void asksByABinaryMessageWithAMatcherForItsReply() {
    Heartbeat asking =
        Heartbeat.every(SHORTEST).asking(ByteBuffer.wrap(new byte[] {1}), b -> b.get(0) == 2);
    Question.Binary binary = (Question.Binary) asking.question();
    assertThat(binary.message()).isEqualTo(ByteBuffer.wrap(new byte[] {1}));
    assertThat(binary.reply().test(ByteBuffer.wrap(new byte[] {2}))).isTrue();
    assertThat(asking.interval()).isEqualTo(SHORTEST);
    assertThat(asking.pongWithin()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void expectingTrafficAsksNothing() {
    Heartbeat watching = Heartbeat.expectTraffic(LONGEST);
    assertThat(watching.interval()).isEqualTo(LONGEST);
    assertThat(watching.question()).isEqualTo(Question.Control.NOTHING);
    assertThat(watching.enabled()).isTrue();
    assertThat(watching.missed()).isEqualTo("no byte within 1 d");
    assertThatThrownBy(() -> Heartbeat.expectTraffic(LONGEST.plusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("interval");
  }

  @Test
  void timesOutsideTheirRangeAreRefusedByName() {
    assertThatThrownBy(() -> Heartbeat.every(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("heartbeat interval PT0S is not in PT0.01S-PT24H");
    assertThatThrownBy(() -> Heartbeat.every(SHORTEST.minusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("interval PT0.009999999S");
    assertThatThrownBy(() -> new Heartbeat(LONGEST.plusNanos(1), SHORTEST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("interval");
    assertThatThrownBy(() -> Heartbeat.DEFAULT.pongWithin(SHORTEST.minusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pongWithin PT0.009999999S");
    assertThatThrownBy(() -> Heartbeat.OFF.pongWithin(LONGEST.plusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pongWithin");
  }
}
