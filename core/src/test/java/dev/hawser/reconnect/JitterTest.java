package dev.hawser.reconnect;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.SampleEndings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JitterTest {
  private static final Growth GROWTH = Growth.exponential(ofSeconds(1), ofSeconds(30));

  @ParameterizedTest
  @CsvSource({
    "FULL, 3, 0, 0",
    "FULL, 3, 0.5, 2000",
    "FULL, 1000, 0.5, 15000",
    "EQUAL, 3, 0, 2000",
    "EQUAL, 3, 0.5, 3000",
    "EQUAL, 1000, 0, 15000",
    "EQUAL, 1000, 0.5, 22500",
    "NONE, 3, 0, 4000",
    "NONE, 3, 0.5, 4000",
    "NONE, 1000, 0.5, 30000"
  })
  void aDelayFallsWhereTheJitterSays(Jitter jitter, int attempt, double dice, long millis) {
    assertThat(jitter.delay(GROWTH, outage(attempt, ZERO), dice)).isEqualTo(ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({
    // The first delay is drawn from base to three times base.
    "0, 0, 1000",
    "0, 0.5, 2000",
    // A delay shorter than base, as after a renewal of credentials, counts as base.
    "200, 0.5, 2000",
    "1000, 0.5, 2000",
    "4000, 0, 1000",
    "4000, 0.5, 6500",
    // The cap limits the range, not what is drawn from it.
    "10000, 0.5, 15500",
    "30000, 0.5, 15500",
    "60000, 0.5, 15500",
    "60000, 0, 1000"
  })
  void decorrelatedGrowsFromTheDelayBefore(long before, double dice, long millis) {
    for (int attempt : new int[] {1, 7, 1_000}) {
      assertThat(Jitter.DECORRELATED.delay(GROWTH, outage(attempt, ofMillis(before)), dice))
          .isEqualTo(ofMillis(millis));
    }
  }

  @ParameterizedTest
  @CsvSource({"FULL, 0", "EQUAL, 15", "DECORRELATED, 1"})
  void atAttemptOneThousandAFleetFillsTheWholeRange(Jitter jitter, int leastSeconds) {
    Random dice = new Random(1013);
    int clients = 10_000;
    int[] slots = new int[50];
    double width = (30.0 - leastSeconds) / slots.length;
    for (int client = 0; client < clients; client++) {
      // The delay before was drawn too; at the cap it allows the whole range to all but a few.
      Outage outage = outage(1_000, ofSeconds(10 + dice.nextInt(20)));
      double seconds = jitter.delay(GROWTH, outage, dice.nextDouble()).toNanos() / 1e9;
      slots[(int) ((seconds - leastSeconds) / width)]++;
    }
    // 200 expected in each, within five standard deviations.
    assertThat(Arrays.stream(slots).min().orElseThrow()).isGreaterThan(130);
    assertThat(Arrays.stream(slots).max().orElseThrow()).isLessThan(270);
  }

  @Test
  void aThousandDecorrelatedDelaysInARowStaySpreadBelowTheCap() {
    int clients = 2_000;
    int atCap = 0;
    double sum = 0;
    for (int client = 0; client < clients; client++) {
      Random dice = new Random(client);
      Duration delay = ZERO;
      for (int attempt = 1; attempt <= 1_000; attempt++) {
        delay = Jitter.DECORRELATED.delay(GROWTH, outage(attempt, delay), dice.nextDouble());
      }
      sum += delay.toMillis() / 1e3;
      atCap += delay.compareTo(ofMillis(29_900)) > 0 ? 1 : 0;
    }
    assertThat(atCap).isLessThan(clients / 50);
    assertThat(sum / clients).isBetween(10.0, 16.0);
  }

  private static Outage outage(int attempt, Duration lastDelay) {
    return Outages.of(SampleEndings.dropped(), attempt)
        .in(new Circumstances(lastDelay, List.of(), false));
  }
}
