package dev.hawser.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.gateway.Vigil.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VigilTest {
  /** A clock reading near its end, so that sums run over. */
  private static final long START = Long.MAX_VALUE - 10;

  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(25), 2, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(60));

  private final Vigil vigil = new Vigil(PATIENCE, START);

  private static long at(double seconds) {
    return START + (long) (seconds * 1e9);
  }

  private void looks(double now, double heard, Verdict verdict, double next) {
    assertThat(vigil.look(at(now), at(heard), at(now))).isEqualTo(verdict);
    assertThat(vigil.next()).isEqualTo(at(next));
  }

  @Test
  void asksWhoIsSilentAndGivesUpAfterTheMisses() {
    looks(0, 0, Verdict.FINE, 25);
    looks(24.9, 0, Verdict.FINE, 25);
    looks(25, 0, Verdict.PING, 50);
    looks(26, 0, Verdict.FINE, 50);
    looks(50, 0, Verdict.PING, 75);
    assertThat(vigil.look(at(75), at(0), at(75))).isEqualTo(Verdict.SILENT);
  }

  @Test
  void whoeverIsHeardIsAskedLater() {
    looks(25, 0, Verdict.PING, 50);
    looks(50, 0, Verdict.PING, 75);
    looks(60, 55, Verdict.FINE, 80);
    looks(80, 55, Verdict.PING, 105);
    looks(105, 55, Verdict.PING, 130);
  }

  @Test
  void whoeverTakesNothingInIsStalled() {
    assertThat(vigil.look(at(59), at(59), at(0))).isEqualTo(Verdict.FINE);
    assertThat(vigil.next()).isEqualTo(at(60));
    assertThat(vigil.look(at(60), at(60), at(0))).isEqualTo(Verdict.STALLED);
  }

  @Test
  void aSpanOfZeroIsNeverDue() {
    Patience endless = PATIENCE.pings(Duration.ZERO, 1).slow(Duration.ZERO);
    Vigil calm = new Vigil(endless, START);
    long late = at(1e6);
    assertThat(calm.look(late, START, START)).isEqualTo(Verdict.FINE);
    assertThat(calm.next()).isEqualTo(late + Duration.ofDays(1).toNanos());
  }
}
