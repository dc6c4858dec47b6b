package dev.hawser.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpanTest {
  private static final Duration ONE = Duration.ofSeconds(1);
  private static final Duration TWO = Duration.ofSeconds(2);

  @Test
  void tellsTheShorterFromTheLonger() {
    assertThat(Span.shorter(ONE, TWO)).isEqualTo(ONE);
    assertThat(Span.shorter(TWO, ONE)).isEqualTo(ONE);
    assertThat(Span.longer(ONE, TWO)).isEqualTo(TWO);
    assertThat(Span.longer(TWO, ONE)).isEqualTo(TWO);
  }

  @Test
  void bothEndsOfARangeAreInIt() {
    Span.requireBetween("x", ONE, ONE, TWO);
    Span.requireBetween("x", TWO, ONE, TWO);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Span.requireBetween("x", TWO.plusNanos(1), ONE, TWO))
        .withMessage("x PT2.000000001S is not in PT1S-PT2S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Span.requireBetween("x", ONE.minusNanos(1), ONE, TWO))
        .withMessage("x PT0.999999999S is not in PT1S-PT2S");
  }
}
