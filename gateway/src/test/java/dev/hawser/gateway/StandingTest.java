package dev.hawser.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StandingTest {
  private static final long NOW = Long.MAX_VALUE - 5; // a clock that wraps in a moment
  private static final long SPAN = Standing.SPAN.toNanos();

  private final Standing standing = new Standing();

  private Duration failing(int times, long now) {
    Duration last = Duration.ZERO;
    for (int i = 0; i < times; i++) {
      last = standing.failed(now);
    }
    return last;
  }

  @Test
  void fiveFailuresInARowAreTooMany() {
    assertThat(standing.out(NOW)).isFalse();
    assertThat(failing(4, NOW)).isZero();
    assertThat(standing.out(NOW)).isFalse();
    assertThat(failing(1, NOW)).isEqualTo(Duration.ofSeconds(30));
    assertThat(standing.out(NOW)).isTrue();
    assertThat(standing.out(NOW + SPAN - 1)).isTrue();
    assertThat(standing.out(NOW + SPAN)).isFalse();
  }

  @Test
  void aSuccessBetweenThemBreaksTheRow() {
    failing(4, NOW);
    standing.succeeded();
    assertThat(failing(4, NOW)).isZero();
    assertThat(standing.out(NOW)).isFalse();
  }

  @Test
  void theSecondTimeIsTwiceAsLongAndASuccessIsANewBeginning() {
    failing(5, NOW);
    assertThat(failing(5, NOW + SPAN)).isEqualTo(Duration.ofSeconds(60));
    assertThat(standing.out(NOW + 3 * SPAN - 1)).isTrue();
    standing.succeeded();
    assertThat(standing.out(NOW + SPAN)).isFalse();
    assertThat(failing(5, NOW + SPAN)).isEqualTo(Duration.ofSeconds(30));
  }
}
