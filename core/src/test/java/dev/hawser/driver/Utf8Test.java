package dev.hawser.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "\u007f\u0080", "\u07ff\u0800", "\uffff", "a\ud83d\ude00b"})
  void measuresWhatEncodingYields(String text) {
    assertThat(Utf8.length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void namesTheIndexOfALoneSurrogate() {
    assertThatThrownBy(() -> Utf8.length("ab\ud83d")).hasMessageContaining("index 2");
    assertThatThrownBy(() -> Utf8.length("\ud83dx")).hasMessageContaining("index 0");
    assertThatThrownBy(() -> Utf8.length("x\ude00")).hasMessageContaining("index 1");
  }
}
