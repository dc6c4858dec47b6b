package dev.hawser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.reconnect.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StateChangeTest {
  @Test
  void aRetryIsALineWithItsDelayForPeople() {
    Verdict retry = new Verdict.Retry(Duration.ofMillis(2_500), 0, false);
    assertThat(new StateChange(State.OPEN, State.WAITING, 3, null, retry))
        .hasToString("OPEN -> WAITING, attempt 3 in 2.5 s");
  }

  @Test
  void aChangeThatNothingLedToIsItsTwoStates() {
    assertThat(new StateChange(State.QUEUED, State.CONNECTING, 0, null, null))
        .hasToString("QUEUED -> CONNECTING");
  }
}
