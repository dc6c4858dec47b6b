package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hawser.close.Phase;
import org.junit.jupiter.api.Test;

class StretchTest {
  @Test
  void isARunOfPhases() {
    assertThat(Stretch.TUNNEL.phases())
        .containsExactly(Phase.CONNECTING, Phase.SECURING, Phase.HANDSHAKING);
    assertThat(Stretch.SERVED.phases())
        .containsExactly(Phase.HANDSHAKING, Phase.OPEN, Phase.CLOSING);
  }

  @Test
  void cannotBeChanged() {
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> Stretch.TLS.phases().clear());
  }
}
