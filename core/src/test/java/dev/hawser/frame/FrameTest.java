package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class FrameTest {
  @Test
  void wholeIsTheLastOfItsMessageAndHasNoReservedBits() {
    ByteBuffer payload = ByteBuffer.allocate(3);
    assertThat(Frame.whole(Opcode.TEXT, payload))
        .isEqualTo(new Frame(Opcode.TEXT, true, 0, payload));
  }

  @Test
  void aControlFrameCarriesAtMost125Bytes() {
    assertThat(Frame.whole(Opcode.PING, ByteBuffer.allocate(125)).payload().remaining())
        .isEqualTo(125);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Frame.whole(Opcode.PING, ByteBuffer.allocate(126)))
        .withMessage("PING payload of 126 bytes, the most is 125");
    assertThat(Frame.whole(Opcode.BINARY, ByteBuffer.allocate(126)).fin()).isTrue();
  }

  @Test
  void aControlFrameIsNeverFragmented() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Frame(Opcode.PONG, false, 0, ByteBuffer.allocate(0)))
        .withMessage("PONG frame cannot be fragmented");
    assertThat(new Frame(Opcode.TEXT, false, 0, ByteBuffer.allocate(0)).fin()).isFalse();
  }

  @Test
  void refusesBitsThatAreNotReserved() {
    assertThat(new Frame(Opcode.TEXT, true, 0x70, ByteBuffer.allocate(0)).rsv()).isEqualTo(0x70);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Frame(Opcode.TEXT, true, 0x01, ByteBuffer.allocate(0)))
        .withMessage("reserved bits 0x1 are not within 0x70");
  }
}
