package dev.hawser.close;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficTest {
  @Test
  void keepsItsOwnCopyOfTheMessages() {
    MessageNote note = new MessageNote(true, true, 5, Duration.ZERO);
    List<MessageNote> notes = new ArrayList<>(List.of(note));
    Traffic traffic = new Traffic(0, 0, 0, 0, Duration.ZERO, Duration.ZERO, 0, 0, null, notes);
    notes.clear();
    assertThat(traffic.lastMessages()).containsExactly(note);
    assertThat(Traffic.NONE.lastMessages()).isEmpty();
  }

  @Test
  void aSilenceThatWasSurvivedIsAddedToTheRest() {
    Duration one = Duration.ofSeconds(1);
    Duration two = Duration.ofSeconds(2);
    Traffic traffic = new Traffic(1, 2, 3, 4, one, two, 5, 6, one, List.of());
    assertThat(traffic.longestSilence()).isZero();
    assertThat(traffic.survived(two))
        .isEqualTo(new Traffic(1, 2, 3, 4, one, two, 5, 6, one, List.of(), two));
  }
}
