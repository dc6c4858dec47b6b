package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExplanationTest {
  @Test
  void readsAsOneText() {
    assertThat(new Explanation("It ended.", "Cause: rain.", "Wait."))
        .hasToString("It ended. Cause: rain. Wait.");
  }
}
