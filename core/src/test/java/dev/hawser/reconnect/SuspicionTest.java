package dev.hawser.reconnect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.close.SampleEndings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuspicionTest {
  @ParameterizedTest
  @ValueSource(ints = {1003, 1007, 1009})
  void aPeerThatRefusesAMessageRaisesASuspicionAndTheSameCodeProvesIt(int code) {
    Ending refusal = SampleEndings.closedByPeer(code);
    assertThat(Suspicion.NONE.oneAtATime()).isFalse();
    assertThat(Suspicion.NONE.blames(refusal)).isFalse();
    Suspicion suspicion = Suspicion.NONE.after(refusal);
    assertThat(suspicion).isEqualTo(new Suspicion(CloseCode.of(code)));
    assertThat(suspicion.oneAtATime()).isTrue();
    assertThat(suspicion.blames(refusal)).isTrue();
  }

  @Test
  void anotherCodeProvesNothingAndIsSuspectedAnew() {
    Suspicion tooBig = Suspicion.NONE.after(SampleEndings.closedByPeer(1009));
    assertThat(tooBig.blames(SampleEndings.closedByPeer(1007))).isFalse();
    assertThat(tooBig.after(SampleEndings.closedByPeer(1007)).code())
        .isEqualTo(CloseCode.INVALID_FRAME_PAYLOAD_DATA);
  }

  @Test
  void endingsThatSayNothingOfAMessageLeaveItAsItIs() {
    Suspicion tooBig = Suspicion.NONE.after(SampleEndings.closedByPeer(1009));
    for (Ending other :
        new Ending[] {
          SampleEndings.dropped(),
          SampleEndings.closedByPeer(1012),
          SampleEndings.closed(Initiator.LIBRARY, 1009),
          SampleEndings.refused(503)
        }) {
      assertThat(tooBig.after(other)).isEqualTo(tooBig);
      assertThat(tooBig.blames(other)).isFalse();
      assertThat(Suspicion.NONE.after(other)).isEqualTo(Suspicion.NONE);
    }
  }
}
