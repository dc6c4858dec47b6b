package dev.hawser.reconnect;

import static dev.hawser.reconnect.EndpointOrder.PRIMARY_FIRST;
import static dev.hawser.reconnect.EndpointOrder.ROTATE;
import static dev.hawser.reconnect.EndpointOrder.STAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.SampleEndings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointOrderTest {
  @Test
  void rotationStaysOnceAfterAStableLinkAndThenGoesRound() {
    assertThat(ROTATE.next(outage(2, 1), true, false)).isEqualTo(2);
    assertThat(ROTATE.next(outage(2, 1), true, true)).isZero();
    assertThat(ROTATE.next(outage(2, 2), false, false)).isZero();
    assertThat(ROTATE.next(outage(0, 3), false, false)).isEqualTo(1);
  }

  @Test
  void thePrimaryIsTriedFirstInEachOutage() {
    assertThat(PRIMARY_FIRST.next(outage(2, 1), true, false)).isZero();
    assertThat(PRIMARY_FIRST.next(outage(1, 1), false, true)).isZero();
    assertThat(PRIMARY_FIRST.next(outage(0, 1), true, false)).isZero();
  }

  @Test
  void thePrimaryIsLeftWhenItFailsOrAsksForIt() {
    assertThat(PRIMARY_FIRST.next(outage(0, 1), true, true)).isEqualTo(1);
    assertThat(PRIMARY_FIRST.next(outage(0, 2), false, false)).isEqualTo(1);
    assertThat(PRIMARY_FIRST.next(outage(1, 3), false, false)).isEqualTo(2);
    assertThat(PRIMARY_FIRST.next(outage(2, 4), false, false)).isZero();
  }

  @Test
  void stayingLeavesOnlyWhoAsksForIt() {
    assertThat(STAY.next(outage(2, 1), true, false)).isEqualTo(2);
    assertThat(STAY.next(outage(2, 9), false, false)).isEqualTo(2);
    assertThat(STAY.next(outage(2, 9), false, true)).isZero();
  }

  private static Outage outage(int endpoint, int attempt) {
    return new Outage(
        attempt,
        Duration.ZERO,
        List.of(SampleEndings.dropped()),
        false,
        endpoint,
        3,
        Duration.ZERO,
        Outages.NOON);
  }
}
