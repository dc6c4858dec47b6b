package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Phase;
import dev.hawser.close.Timeline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PhasesTest {
  private static final long START =
      Long.valueOf(Long.MAX_VALUE - 5); // System.nanoTime may wrap around

  private final Phases phases = new Phases();

  private static long at(long millis) {
    return START + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private void begin(Phase phase, long millis) {
    phases.begin(phase, at(millis));
  }

  private Timeline timeline(long endBegan, long now) {
    return phases.timeline(at(endBegan), at(now));
  }

  private static Timeline spent(long... millis) {
    return new Timeline(
        Duration.ofMillis(millis[0]),
        Duration.ofMillis(millis[1]),
        Duration.ofMillis(millis[2]),
        Duration.ofMillis(millis[3]),
        Duration.ofMillis(millis[4]),
        Duration.ofMillis(millis[5]));
  }

  @Test
  void eachPhaseLastsUntilTheNextAndTheLastUntilTheEndBegins() {
    begin(Phase.RESOLVING, 0);
    begin(Phase.CONNECTING, 1);
    begin(Phase.SECURING, 3);
    begin(Phase.HANDSHAKING, 7);
    begin(Phase.OPEN, 15);
    assertThat(timeline(31, 63)).isEqualTo(spent(1, 2, 4, 8, 16, 32));
  }

  @Test
  void aPhaseThatWasSkippedTookNoTime() {
    begin(Phase.RESOLVING, 0);
    begin(Phase.CONNECTING, 1);
    begin(Phase.HANDSHAKING, 3);
    assertThat(timeline(7, 7)).isEqualTo(spent(1, 2, 0, 4, 0, 0));
    assertThat(phases.wasOpen()).isFalse();
  }

  @Test
  void aPhaseThatIsGoneBackToBeginsOnlyOnce() {
    begin(Phase.CONNECTING, 0);
    begin(Phase.SECURING, 5);
    begin(Phase.CONNECTING, 6);
    begin(Phase.SECURING, 7);
    assertThat(timeline(9, 9)).isEqualTo(spent(0, 5, 4, 0, 0, 0));
  }

  @Test
  void anAcceptedLinkBeginsWithItsHandshake() {
    begin(Phase.HANDSHAKING, 2);
    begin(Phase.OPEN, 5);
    assertThat(phases.wasOpen()).isTrue();
    assertThat(timeline(9, 10)).isEqualTo(spent(0, 0, 0, 3, 4, 1));
  }

  @Test
  void theEndIsNoneOfThem() {
    begin(Phase.OPEN, 0);
    begin(Phase.CLOSING, 4);
    assertThat(timeline(10, 10)).isEqualTo(spent(0, 0, 0, 0, 10, 0));
  }

  @Test
  void timesOfTheDialAreToldToTheMicrosecondAndStopAtThirtyFiveMinutes() {
    phases.begin(Phase.CONNECTING, START);
    phases.begin(Phase.SECURING, START + 1_999);
    phases.begin(Phase.HANDSHAKING, START + 1_999 + TimeUnit.HOURS.toNanos(2));
    Timeline timeline = phases.timeline(START + 1_999, START + 1_999);
    assertThat(timeline.connecting()).isEqualTo(Duration.ofNanos(1_000));
    assertThat(timeline.securing())
        .isEqualTo(Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(Integer.MAX_VALUE)))
        .isBetween(Duration.ofMinutes(35), Duration.ofMinutes(36));
  }
}
