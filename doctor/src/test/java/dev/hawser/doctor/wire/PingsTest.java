package dev.hawser.doctor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PingsTest {
  private final Pings pings = new Pings();

  @Test
  void aPongAnswersThePingOfItsPayload() {
    pings.asked(bytes("a"), 1_000);
    pings.asked(bytes("b"), 2_000);
    assertThat(pings.unanswered()).isEqualTo(2);

    answered("a", 8_000);

    assertThat(pings.awaits(bytes("a"))).isFalse();
    assertThat(pings.awaits(bytes("b"))).isTrue();
    assertThat(pings.unanswered()).isOne();
    assertThat(pings.pongs()).isOne();
    assertThat(pings.strays()).isZero();
    assertThat(pings.passedOver()).isZero();
    assertThat(pings.trips()).containsExactly(7L);
  }

  @Test
  void aPongAnswersThePingsBeforeItsOwnToo() {
    pings.asked(bytes("a"), 0);
    pings.asked(bytes("b"), 1_000);
    pings.asked(bytes("c"), 2_000);
    pings.asked(bytes("d"), 3_000);

    answered("c", 5_000);

    assertThat(pings.unanswered()).isOne();
    assertThat(pings.awaits(bytes("d"))).isTrue();
    assertThat(pings.passedOver()).isEqualTo(2);
    assertThat(pings.trips()).as("only its own Ping's").containsExactly(3L);
  }

  @Test
  void aPongThatNobodyAskedForAnswersNothing() {
    pings.asked(bytes("a"), 0);

    answered("b", 1_000);

    assertThat(pings.pongs()).isOne();
    assertThat(pings.strays()).isOne();
    assertThat(pings.unanswered()).isOne();
    assertThat(pings.trips()).isEmpty();
  }

  @Test
  void aSecondPongToOnePingIsAStray() {
    pings.asked(bytes("a"), 0);

    answered("a", 1_000);
    answered("a", 2_000);

    assertThat(pings.pongs()).isEqualTo(2);
    assertThat(pings.strays()).isOne();
    assertThat(pings.trips()).containsExactly(1L);
  }

  private void answered(String payload, long now) {
    pings.answered(ByteBuffer.wrap(bytes(payload)), now);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
