package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.close.Role;
import org.junit.jupiter.api.Test;

class FrameRulesTest {
  private final FrameRules rules = FrameRules.of(Role.CLIENT);

  @Test
  void areStrictByDefault() {
    assertThat(rules)
        .isEqualTo(new FrameRules(Role.CLIENT, Long.MAX_VALUE, 1_048_576, 0, false, true));
  }

  @Test
  void eachCanBeChangedAlone() {
    assertThat(rules.maxFrame(7))
        .isEqualTo(new FrameRules(Role.CLIENT, 7, 1_048_576, 0, false, true));
    assertThat(rules.maxMessage(8))
        .isEqualTo(new FrameRules(Role.CLIENT, Long.MAX_VALUE, 8, 0, false, true));
    assertThat(rules.rsv(0x40))
        .isEqualTo(new FrameRules(Role.CLIENT, Long.MAX_VALUE, 1_048_576, 0x40, false, true));
    assertThat(rules.lenientCodes(true))
        .isEqualTo(new FrameRules(Role.CLIENT, Long.MAX_VALUE, 1_048_576, 0, true, true));
    assertThat(rules.checkText(false))
        .isEqualTo(new FrameRules(Role.CLIENT, Long.MAX_VALUE, 1_048_576, 0, false, false));
  }

  @Test
  void refuseALimitBelowOne() {
    assertThat(rules.maxFrame(1).maxMessage(1).maxFrame()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rules.maxFrame(0))
        .withMessage("largest frame of 0 bytes is not allowed, the least is 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rules.maxMessage(-1))
        .withMessage("largest message of -1 bytes is not allowed, the least is 1");
  }

  @Test
  void refuseBitsThatAreNotReserved() {
    assertThat(rules.rsv(0x70).rsv()).isEqualTo(0x70);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rules.rsv(0x80))
        .withMessage("reserved bits 0x80 are not within 0x70");
  }

  @Test
  void sayWhatIsWrongWithAHeader() {
    assertThat(rules.wrongBegin(Opcode.TEXT, true, 0, false)).isNull();
    assertThat(rules.wrongBegin(Opcode.CONTINUATION, true, 0, true)).isNull();
    assertThat(rules.wrongBegin(Opcode.TEXT, true, 0, true))
        .isEqualTo(Violation.protocol("new message inside a fragmented one"));
    assertThat(rules.wrongMask(false)).isNull();
    assertThat(rules.wrongMask(true)).isEqualTo(Violation.protocol("frame of a server is masked"));
    assertThat(rules.maxMessage(9).wrongLength(4, 4, 5, 0)).isNull();
    assertThat(rules.maxMessage(9).wrongLength(5, 5, 5, 0))
        .isEqualTo(Violation.size("message of over 9 bytes, which is the limit"));
  }

  @Test
  void aPackedMessageMayBeAnEighthAndOneKibibyteLarger() {
    FrameRules packed = rules.maxMessage(80).rsv(0x40);
    assertThat(packed.wrongLength(126, 80 + 10 + 1024, 0, 0x40)).isNull();
    assertThat(packed.wrongLength(126, 80 + 10 + 1024 - 7, 7, 0x40)).isNull();
    assertThat(packed.wrongLength(126, 80 + 10 + 1025, 0, 0x40))
        .isEqualTo(Violation.size("message of over 80 bytes, which is the limit"));
    assertThat(packed.wrongLength(126, 80 + 10 + 1025 - 7, 7, 0x40)).isNotNull();
    assertThat(packed.wrongLength(81, 81, 0, 0)).isNotNull();
    assertThat(packed.wrongLength(80, 80, 0, 0)).isNull();
  }
}
