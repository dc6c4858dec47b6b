package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpcodeTest {
  @Test
  void carriesTheBitsOfTheRegistry() {
    assertThat(Opcode.values()).extracting(Opcode::bits).containsExactly(0, 1, 2, 8, 9, 10);
  }

  @Test
  void isFoundByItsBitsAndByNoOthers() {
    for (Opcode opcode : Opcode.values()) {
      assertThat(Opcode.of(opcode.bits())).isSameAs(opcode);
    }
    assertThat(IntStream.of(3, 4, 5, 6, 7, 11, 12, 13, 14, 15).mapToObj(Opcode::of))
        .containsOnlyNulls()
        .hasSize(10);
  }

  @Test
  void closePingAndPongAreControlFrames() {
    assertThat(Opcode.values())
        .filteredOn(Opcode::control)
        .containsExactly(Opcode.CLOSE, Opcode.PING, Opcode.PONG);
  }
}
