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
}
