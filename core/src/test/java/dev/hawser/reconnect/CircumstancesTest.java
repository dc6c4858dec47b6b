package dev.hawser.reconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CircumstancesTest {
  @Test
  void keepsItsOwnCopyOfTheDials() {
    List<Duration> dials = new ArrayList<>(List.of(Duration.ofSeconds(2)));
    Circumstances known = new Circumstances(Duration.ZERO, dials, true);
    dials.clear();
    assertThat(known.dials()).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void noneIsNothing() {
    assertThat(Circumstances.NONE.lastDelay()).isZero();
    assertThat(Circumstances.NONE.dials()).isEmpty();
    assertThat(Circumstances.NONE.renewable()).isFalse();
  }
}
