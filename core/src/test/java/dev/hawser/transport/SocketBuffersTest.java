package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SocketBuffersTest {
  @Test
  void areTheSystemsAffairByDefault() {
    assertThat(LinkOptions.DEFAULT.buffers()).isEqualTo(new SocketBuffers(0, 0));
  }

  @Test
  void areOneSizeForBoth() {
    LinkOptions changed = LinkOptions.DEFAULT.with(SocketBuffers.of(4096));
    assertThat(changed.buffers()).isEqualTo(new SocketBuffers(4096, 4096));
    assertThat(changed.with(SocketBuffers.SYSTEM)).isEqualTo(LinkOptions.DEFAULT);
  }

  @Test
  void areNeverTiny() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SocketBuffers(4095, 0))
        .withMessage("send buffer of 4095 bytes is neither 0 nor in 4096-2147483647");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SocketBuffers(0, -1))
        .withMessage("receive buffer of -1 bytes is neither 0 nor in 4096-2147483647");
  }
}
