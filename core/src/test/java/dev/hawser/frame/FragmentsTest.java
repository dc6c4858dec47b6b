package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class FragmentsTest {
  private static List<String> all(Fragments fragments) {
    List<String> all = new ArrayList<>();
    fragments.forEachRemaining(
        f -> all.add(f.opcode() + (f.fin() ? "! " : " ") + Readings.hex(f.payload()) + f.rsv()));
    return all;
  }

  @Test
  void aMessageThatFitsIsOneFrame() {
    assertThat(all(Fragments.text("abc", 3))).containsExactly("TEXT! 6162630");
    assertThat(all(Fragments.binary(ByteBuffer.wrap(new byte[] {1, 2}), 3)))
        .containsExactly("BINARY! 01020");
  }

  @Test
  void anEmptyMessageIsOneEmptyFrame() {
    assertThat(all(Fragments.text("", 1))).containsExactly("TEXT! 0");
  }

  @Test
  void aLongerOneIsCutIntoContinuationsAndMayBeCutInsideACodePoint() {
    assertThat(all(Fragments.text("aé鍵", 2)))
        .containsExactly("TEXT 61c30", "CONTINUATION a9e90", "CONTINUATION! 8db50");
    assertThat(all(Fragments.binary(ByteBuffer.wrap(new byte[] {0, 1, 2, 3, 4, 5}, 1, 4), 3)))
        .containsExactly("BINARY 0102030", "CONTINUATION! 040");
  }

  @Test
  void aTextThatIsEncodedAlreadyIsCutLikeAnyOther() {
    ByteBuffer encoded = ByteBuffer.wrap("aé鍵".getBytes(StandardCharsets.UTF_8));
    assertThat(all(Fragments.utf8(encoded, 2))).isEqualTo(all(Fragments.text("aé鍵", 2)));
    assertThat(encoded.remaining()).isEqualTo(6);
  }

  @Test
  void aCompressedMessageSaysSoOnItsFirstFrameOnly() {
    ByteBuffer payload = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}, 1, 3);
    assertThat(all(Fragments.compressed(Opcode.TEXT, payload, 2)))
        .containsExactly("TEXT 020364", "CONTINUATION! 040");
    assertThat(all(Fragments.compressed(Opcode.BINARY, payload, 3)))
        .containsExactly("BINARY! 02030464");
    assertThat(payload.position()).isEqualTo(1);
  }

  @Test
  void leavesTheGivenBufferAsItWas() {
    ByteBuffer payload = ByteBuffer.wrap(new byte[4]).position(1);
    all(Fragments.binary(payload, 1));
    assertThat(payload.position()).isEqualTo(1);
    assertThat(payload.remaining()).isEqualTo(3);
  }

  @Test
  void endsAfterTheLastFrame() {
    Fragments fragments = Fragments.text("ab", 1);
    assertThat(fragments.hasNext()).isTrue();
    fragments.next();
    assertThat(fragments.hasNext()).isTrue();
    fragments.next();
    assertThat(fragments.hasNext()).isFalse();
    assertThatExceptionOfType(NoSuchElementException.class)
        .isThrownBy(fragments::next)
        .withMessage("the last frame was already taken");
  }

  @Test
  void refusesFragmentsOfNothingAndTextThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fragments.text("a", 0))
        .withMessage("fragments of 0 bytes, the least is 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fragments.text("a\uDC00", 9))
        .withMessageContaining("U+DC00, at index 1");
  }

  @Test
  void theDefaultIs64KiB() {
    assertThat(Fragments.DEFAULT_BYTES).isEqualTo(65_536);
  }
}
