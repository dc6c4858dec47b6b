package dev.hawser.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class VendorAdviceTest {
  @Test
  void eachHasItsWordInAProfile() {
    for (VendorAdvice advice : VendorAdvice.values()) {
      assertThat(VendorAdvice.of(advice.word())).isEqualTo(advice);
    }
    assertThat(VendorAdvice.RENEW.word()).isEqualTo("renew");
  }

  @Test
  void anyOtherWordIsRefusedWithThoseThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VendorAdvice.of("Retry"))
        .withMessage("advice 'Retry' is none of retry, renew, stop");
  }
}
