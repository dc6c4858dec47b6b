package dev.hawser.doctor.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameNoteTest {
  private static FrameNote frame(int opcode, int rsv, boolean masked, String defect) {
    return new FrameNote(opcode, rsv, masked, 5, 0, "", 1, defect);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x3, 0x7, 0xB, 0xF})
  void opcodesThatNobodyDefinedAreIllegal(int opcode) {
    assertThat(frame(opcode, 0, false, "").unknownOpcode()).isTrue();
    assertThat(frame(opcode, 0, false, "").illegal()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0, 0x1, 0x2, 0x8, 0x9, 0xA})
  void theOthersAreNot(int opcode) {
    FrameNote frame = new FrameNote(opcode, 0, false, 5, 0, "", 1);
    assertThat(frame.unknownOpcode()).isFalse();
    assertThat(frame.illegal()).isFalse();
    assertThat(frame.close()).isEqualTo(opcode == 0x8);
  }

  @Test
  void reservedBitsMasksAndDefectsAreIllegalEachByItself() {
    assertThat(frame(1, 0x40, false, "").illegal()).isTrue();
    assertThat(frame(1, 0, true, "").illegal()).isTrue();
    assertThat(frame(1, 0, false, FrameNote.NOT_UTF8).illegal()).isTrue();
  }
}
