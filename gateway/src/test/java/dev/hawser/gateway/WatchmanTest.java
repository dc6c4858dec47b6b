package dev.hawser.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.gateway.Watchman.Sight;
import dev.hawser.gateway.Watchman.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchmanTest {
  private static final Patience PATIENCE =
      new Patience(
          Duration.ofSeconds(25),
          1,
          Duration.ofSeconds(100),
          Duration.ofSeconds(500),
          Duration.ofSeconds(60));

  private final Watchman watchman = new Watchman(PATIENCE, 0);

  private static long at(long seconds) {
    return seconds * 1_000_000_000L;
  }

  private static Sight heard(long heard, long passed) {
    return new Sight(at(heard), at(passed), false, false, 0);
  }

  private Verdict look(long now, Sight client, Sight upstream) {
    return watchman.look(at(now), client, upstream);
  }

  @Test
  void asksTheSilentOnes() {
    assertThat(look(25, heard(1, 25), heard(0, 25))).isEqualTo(Verdict.PING_UPSTREAM);
    assertThat(watchman.next()).isEqualTo(at(26));
    assertThat(look(26, heard(1, 25), heard(26, 25))).isEqualTo(Verdict.PING_CLIENT);
    assertThat(look(51, heard(30, 51), heard(50, 51))).isEqualTo(Verdict.FINE);
    assertThat(look(80, heard(30, 80), heard(50, 80))).isEqualTo(Verdict.PING_BOTH);
  }

  @Test
  void theUpstreamsSilenceCountsBeforeTheClients() {
    assertThat(look(25, heard(0, 25), heard(0, 25))).isEqualTo(Verdict.PING_BOTH);
    assertThat(look(50, heard(0, 50), heard(0, 50))).isEqualTo(Verdict.UPSTREAM_SILENT);
    Watchman other = new Watchman(PATIENCE, 0);
    assertThat(other.look(at(25), heard(0, 25), heard(25, 25))).isEqualTo(Verdict.PING_CLIENT);
    assertThat(other.look(at(50), heard(0, 50), heard(50, 50))).isEqualTo(Verdict.CLIENT_SILENT);
  }

  @Test
  void whoIsNotReadForTheOthersSakeIsNotSilent() {
    Sight unread = new Sight(at(0), at(0), true, false, 0);
    assertThat(look(25, heard(25, 25), unread)).isEqualTo(Verdict.FINE);
    assertThat(look(50, heard(50, 25), unread)).isEqualTo(Verdict.FINE);
    assertThat(look(60, heard(60, 25), heard(0, 0))).isEqualTo(Verdict.FINE);
  }

  @Test
  void whoTakesNothingInWhileSomethingWaitsIsSlow() {
    Sight stuck = new Sight(at(60), at(60), false, true, at(0));
    Sight empty = new Sight(at(60), at(60), false, false, at(0));
    assertThat(look(60, empty, empty)).isEqualTo(Verdict.FINE);
    assertThat(look(60, stuck, empty)).isEqualTo(Verdict.CLIENT_SLOW);
    assertThat(look(60, empty, stuck)).isEqualTo(Verdict.UPSTREAM_STALLED);
  }

  @Test
  void aMessageInEitherDirectionEndsTheIdleness() {
    assertThat(look(100, heard(100, 0), heard(100, 50))).isEqualTo(Verdict.FINE);
    assertThat(look(150, heard(150, 60), heard(150, 50))).isEqualTo(Verdict.FINE);
    assertThat(watchman.next()).isEqualTo(at(160));
    assertThat(look(160, heard(160, 60), heard(160, 50))).isEqualTo(Verdict.IDLE);
  }

  @Test
  void noSessionGetsOlderThanItMay() {
    assertThat(look(490, heard(490, 490), heard(490, 490))).isEqualTo(Verdict.FINE);
    assertThat(watchman.next()).isEqualTo(at(500));
    assertThat(look(500, heard(500, 500), heard(500, 500))).isEqualTo(Verdict.AGED);
  }
}
