package dev.hawser.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.machine.LinkEvent.Kind;
import org.junit.jupiter.api.Test;

class LinkEventTest {
  @Test
  void everyColumnHasAnEventThatNamesIt() {
    assertThat(LinkMoments.everyEvent().stream().map(LinkEvent::kind).distinct())
        .containsExactlyInAnyOrder(Kind.values());
  }

  @Test
  void aSignalIsNamedLikeItsColumn() {
    for (LinkEvent.Signal signal : LinkEvent.Signal.values()) {
      assertThat(signal.kind().name()).isEqualTo(signal.name());
    }
  }
}
