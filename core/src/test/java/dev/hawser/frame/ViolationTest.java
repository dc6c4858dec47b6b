package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import org.junit.jupiter.api.Test;

class ViolationTest {
  @Test
  void isAnsweredByACloseWithItsCodeAndDetail() {
    assertThat(new Violation(CloseCode.MESSAGE_TOO_BIG, "too big").reason())
        .isEqualTo(CloseReason.of(CloseCode.MESSAGE_TOO_BIG, "too big"));
  }

  @Test
  void aDetailTooLongForACloseFrameIsCut() {
    assertThat(new Violation(CloseCode.PROTOCOL_ERROR, "x".repeat(200)).reason().text())
        .isEqualTo("x".repeat(123));
  }
}
