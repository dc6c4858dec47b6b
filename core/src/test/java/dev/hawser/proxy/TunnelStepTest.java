package dev.hawser.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Unreachability;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class TunnelStepTest {
  @Test
  void aTunnelIsOpenWhereNothingCameThroughIt() {
    assertThat(TunnelStep.opened(ByteBuffer.allocate(0))).isEqualTo(new TunnelStep.Open());
  }

  @Test
  void whatCameTooEarlyIsConsumedAndRefused() {
    ByteBuffer early = ByteBuffer.allocate(3);
    assertThat(TunnelStep.opened(early))
        .isEqualTo(
            new TunnelStep.Refused(
                Unreachability.PROXY_FAILED,
                "3 bytes came through the tunnel before anything was asked"));
    assertThat(early.hasRemaining()).isFalse();
  }

  @Test
  void aFailureIsTheProxys() {
    assertThat(TunnelStep.failed("so it is"))
        .isEqualTo(new TunnelStep.Refused(Unreachability.PROXY_FAILED, "so it is"));
  }
}
