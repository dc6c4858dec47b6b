package dev.hawser.close;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OwnSideTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Lapse SLEEP = new Lapse(Duration.ofHours(1), SECOND);
  private static final Lapse PAUSE = new Lapse(Duration.ofMinutes(1), SECOND);

  @Test
  void inTheCalmNothingHappened() {
    assertThat(OwnSide.CALM).isEqualTo(new OwnSide(Lapse.NONE, Lapse.NONE, 0, Duration.ZERO, 0));
    assertThat(Lapse.NONE.length()).isZero();
    assertThat(Lapse.NONE.beforeEnd()).isZero();
  }

  @Test
  void eachCopyChangesOneThing() {
    assertThat(OwnSide.CALM.asleep(SLEEP).unread(PAUSE).latePings(3, SECOND).unwritten(9))
        .isEqualTo(new OwnSide(SLEEP, PAUSE, 3, SECOND, 9));
    assertThat(OwnSide.CALM.unwritten(9).latePings(3, SECOND).unread(PAUSE).asleep(SLEEP))
        .isEqualTo(new OwnSide(SLEEP, PAUSE, 3, SECOND, 9));
  }
}
