package dev.hawser.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AspectTest {
  @Test
  void eachLooksAtItsOwnFact() {
    assertThat(Arrays.stream(Aspect.values()).map(aspect -> (Object) aspect.of(Topics.of(1012))))
        .containsExactly(
            Kind.CLOSE_CODE,
            Sender.SERVER,
            Visibility.CLOSE_FRAME,
            Moment.AFTER_UPGRADE,
            Culprit.NOBODY,
            Advice.RETRY,
            FirstWait.FROM_5_TO_30_S,
            ByDefault.RETRY);
  }
}
