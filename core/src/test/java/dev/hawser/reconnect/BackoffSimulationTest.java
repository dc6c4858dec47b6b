package dev.hawser.reconnect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Ending;
import dev.hawser.close.SampleEndings;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the default does over time and over a fleet; time is added up, dice are seeded. */
class BackoffSimulationTest {
  private static final Backoff STANDARD = Backoff.standard();
  private static final Ending CLOSED_AT_ONCE = SampleEndings.closedByPeer(1011);

  @Test
  void atAttemptOneThousandTheDelaysOfAFleetStillFillTheWholeWindow() {
    Random dice = new Random(1006);
    int clients = 10_000;
    int[] slots = new int[100];
    Outage thousandth = Outages.of(CLOSED_AT_ONCE, 1_000);
    for (int i = 0; i < clients; i++) {
      slots[(int) (delay(thousandth, dice.nextDouble()).toMillis() / 300)]++;
    }
    // 30 s in slots of 300 ms; 100 expected in each, within five standard deviations.
    assertThat(Arrays.stream(slots).min().orElseThrow()).isGreaterThan(50);
    assertThat(Arrays.stream(slots).max().orElseThrow()).isLessThan(150);
  }

  @Test
  void aServerThatAcceptsAndClosesAtOnceIsKnockedAtAtMostSeventyFiveTimesInTenMinutes() {
    Random dice = new Random(1014);
    int clients = 10_000;
    int total = 0;
    int most = 0;
    for (int i = 0; i < clients; i++) {
      int connections = connectionsInTenMinutes(dice);
      total += connections;
      most = Math.max(most, connections);
    }
    assertThat(total / (double) clients).isBetween(40.0, 50.0);
    assertThat(most).isLessThanOrEqualTo(75);
  }

  private static int connectionsInTenMinutes(Random dice) {
    Duration roundTrip = Duration.ofMillis(50);
    Duration clock = roundTrip;
    int connections = 1;
    while (true) {
      Outage outage = Outages.of(CLOSED_AT_ONCE, connections, clock);
      clock = clock.plus(delay(outage, dice.nextDouble())).plus(roundTrip);
      if (clock.compareTo(Duration.ofMinutes(10)) > 0) {
        return connections;
      }
      connections++;
    }
  }

  private static Duration delay(Outage outage, double dice) {
    return ((Verdict.Retry) STANDARD.decide(outage, dice)).delay();
  }
}
