package dev.hawser.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhrasesTest {
  @Test
  void aKnownStatusHasItsWordsAndAnotherNone() {
    assertThat(Phrases.of(503)).isEqualTo("Service Unavailable");
    assertThat(Phrases.of(418)).isEmpty();
  }
}
