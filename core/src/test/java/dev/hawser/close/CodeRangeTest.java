package dev.hawser.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeRangeTest {
  @ParameterizedTest
  @CsvSource({
    "0, UNUSED",
    "999, UNUSED",
    "1000, PROTOCOL",
    "2999, PROTOCOL",
    "3000, REGISTERED",
    "3999, REGISTERED",
    "4000, PRIVATE",
    "4999, PRIVATE",
    "5000, UNDEFINED",
    "65535, UNDEFINED",
  })
  void everyCodeFallsInOneRange(int code, CodeRange range) {
    assertThat(CodeRange.of(code)).isEqualTo(range);
  }

  @Test
  void theRangesLeaveNoGap() {
    int next = 0;
    for (CodeRange range : CodeRange.values()) {
      assertThat(range.first()).isEqualTo(next);
      assertThat(range.last()).isGreaterThanOrEqualTo(range.first());
      next = range.last() + 1;
    }
    assertThat(next).isEqualTo(65_536);
  }

  @Test
  void aNumberBeyondSixteenBitsFallsInNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CodeRange.of(65_536))
        .withMessage("close code 65536 is not in 0-65535");
  }
}
