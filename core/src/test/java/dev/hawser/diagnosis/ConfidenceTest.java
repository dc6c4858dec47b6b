package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ConfidenceTest {
  @Test
  void hasAWordInBothLanguages() {
    assertThat(Arrays.stream(Confidence.values()).map(word -> word.text(Locale.ENGLISH)))
        .containsExactly("confirmed", "likely", "possible", "unknown");
    assertThat(Arrays.stream(Confidence.values()).map(word -> word.text(Locale.FRENCH)))
        .containsExactly("confirmé", "probable", "possible", "indéterminé");
  }
}
