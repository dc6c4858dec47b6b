package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.frame.Frame;
import dev.hawser.frame.Opcode;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class CuttingTest {
  private final Cutting cutting = new Cutting(4);

  @Test
  void aMessageOfTheMostBytesGoesOutAsItIs() {
    assertThat(cutting.whole(4)).isTrue();
    assertThat(cutting.whole(5)).isFalse();
    assertThat(cutting.whole(message("abcd"))).isTrue();
    assertThat(cutting.whole(message("abcde"))).isFalse();
  }

  @Test
  void aSingleFrameGoesOutAsItIs() {
    ByteBuffer five = ByteBuffer.allocate(5);
    assertThat(cutting.whole(Command.frame(Opcode.BINARY, true, five, Completion.IGNORED)))
        .isTrue();
  }

  @Test
  void zeroCutsNothing() {
    assertThat(new Cutting(0).whole(Integer.MAX_VALUE)).isTrue();
  }

  @Test
  void aLongMessageIsCutFrameByFrame() {
    Command message = message("abcdefghi");
    Frame first = cutting.next(message);
    assertThat(first.opcode()).isEqualTo(Opcode.TEXT);
    assertThat(first.fin()).isFalse();
    assertThat(first.payload().remaining()).isEqualTo(4);
    assertThat(cutting.amid()).isTrue();
    assertThat(cutting.next(message).opcode()).isEqualTo(Opcode.CONTINUATION);
    assertThat(cutting.amid()).isTrue();
    Frame last = cutting.next(message);
    assertThat(last.fin()).isTrue();
    assertThat(last.payload().remaining()).isOne();
    assertThat(cutting.amid()).isFalse();
  }

  @Test
  void whatIsBrokenOffIsForgotten() {
    assertThat(cutting.breakOff()).isFalse();
    var unused = cutting.next(message("abcde"));
    assertThat(cutting.breakOff()).isTrue();
    assertThat(cutting.breakOff()).isFalse();
    assertThat(cutting.next(message("fghij")).opcode()).isEqualTo(Opcode.TEXT);
  }

  private static Command message(String text) {
    return Command.text(text, Completion.IGNORED);
  }
}
