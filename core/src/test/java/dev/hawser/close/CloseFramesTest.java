package dev.hawser.close;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloseFramesTest {
  private static final CloseReason BYE = CloseReason.of(CloseCode.NORMAL_CLOSURE);

  @Test
  void noneIsALineOfWhichNothingWasSeen() {
    assertThat(CloseFrames.NONE)
        .isEqualTo(new CloseFrames(null, null, false, TransportEnd.UNSEEN, -1, false));
    assertThat(CloseFrames.none(TransportEnd.RST, true))
        .isEqualTo(new CloseFrames(null, null, false, TransportEnd.RST, -1, true));
  }

  // RFC 6455 s.7.1.4
  @ParameterizedTest
  @EnumSource
  void bothFramesAndAnOrderlyOrOwnEndAreClean(TransportEnd end) {
    boolean ordered =
        end == TransportEnd.FIN
            || end == TransportEnd.TLS_CLOSE_NOTIFY
            || end == TransportEnd.LOCAL;
    assertThat(frames(BYE, BYE, end).clean()).isEqualTo(ordered);
    assertThat(frames(null, BYE, end).clean()).isFalse();
    assertThat(frames(BYE, null, end).clean()).isFalse();
  }

  private static CloseFrames frames(
      @Nullable CloseReason received, @Nullable CloseReason sent, TransportEnd end) {
    return new CloseFrames(received, sent, false, end, -1, false);
  }
}
