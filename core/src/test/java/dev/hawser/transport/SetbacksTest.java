package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Lapse;
import dev.hawser.close.OwnSide;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SetbacksTest {
  private static final long SOON = Duration.ofSeconds(30).toNanos();

  private final Setbacks setbacks = new Setbacks();

  @Test
  void whatDidNotHappenIsNotTold() {
    assertThat(setbacks.ownSide(100, 7)).isEqualTo(OwnSide.CALM.unwritten(7));
    assertThat(setbacks.readsAgain(0)).isFalse();
  }

  @Test
  void eachIsToldWithItsTimeBeforeTheEnd() {
    setbacks.slept(40, 50);
    setbacks.unread(20, 30);
    setbacks.pings(3, 60);
    assertThat(setbacks.ownSide(100, 0))
        .isEqualTo(
            new OwnSide(
                new Lapse(Duration.ofNanos(40), Duration.ofNanos(50)),
                new Lapse(Duration.ofNanos(20), Duration.ofNanos(70)),
                3,
                Duration.ofNanos(40),
                0));
  }

  @Test
  void theLastOfAKindCounts() {
    setbacks.slept(40, 50);
    setbacks.slept(10, 70);
    assertThat(setbacks.ownSide(100, 0).asleep())
        .isEqualTo(new Lapse(Duration.ofNanos(10), Duration.ofNanos(30)));
  }

  @Test
  void thirtySecondsAfterAPauseItIsOver() {
    setbacks.unread(20, 30);
    assertThat(setbacks.readsAgain(30 + SOON)).isTrue();
    assertThat(setbacks.readsAgain(31 + SOON)).isFalse();
  }
}
