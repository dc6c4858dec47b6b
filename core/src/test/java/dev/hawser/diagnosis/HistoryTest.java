package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.SampleEndings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void holdsTheLastLossesOnly() {
    History history = History.NONE;
    for (int i = 0; i < History.MAX_LOSSES + 3; i++) {
      history = history.plus(loss(i));
    }
    assertThat(history.losses()).hasSize(32);
    assertThat(history.losses().get(0).at()).isEqualTo(3);
    assertThat(history.losses().get(31).at()).isEqualTo(34);
    assertThat(History.NONE.losses()).isEmpty();
  }

  @Test
  void keepsItsOwnCopyOfTheLosses() {
    List<Loss> losses = new ArrayList<>(List.of(loss(1)));
    History history = new History(losses, null, 0);
    losses.clear();
    assertThat(history.losses()).containsExactly(loss(1));
  }

  @Test
  void eachChangeKeepsTheRest() {
    History history = History.NONE.opened(5).with(2).plus(loss(9));
    assertThat(history).isEqualTo(new History(List.of(loss(9)), 5L, 2));
    assertThat(history.opened(6)).isEqualTo(new History(List.of(loss(9)), 6L, 2));
    assertThat(history.with(4)).isEqualTo(new History(List.of(loss(9)), 5L, 4));
    assertThat(History.NONE.openedAt()).isNull();
  }

  @Test
  void lossesOfAMannerAreFoundWithinATimeBack() {
    long then = SECOND.toNanos() + 10;
    History history = History.NONE.plus(loss(10)).plus(refusal(20));
    assertThat(history.lately(Manner.CUT, SECOND, then)).isTrue();
    assertThat(history.lately(Manner.CUT, SECOND, then + 1)).isFalse();
    assertThat(history.lately(Manner.REFUSED, SECOND, then + 1)).isTrue();
    assertThat(history.lately(Manner.SILENT, SECOND, then)).isFalse();
    assertThat(History.NONE.lately(Manner.CUT, SECOND, then)).isFalse();
  }

  private static Loss loss(long at) {
    return Loss.of(SampleEndings.dropped(), at, 1);
  }

  private static Loss refusal(long at) {
    return Loss.of(SampleEndings.refused(502), at, 1);
  }
}
