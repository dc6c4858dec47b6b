package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void findsAnyOfThemWhateverTheCase() {
    Words words = new Words("Idle TIMEOUT");
    assertThat(words.have("nothing", "timeout")).isTrue();
    assertThat(words.have("idle")).isTrue();
    assertThat(words.have("nothing")).isFalse();
    assertThat(words.have()).isFalse();
  }

  @Test
  void anExceptionSpeaksWithItsClassAndThoseBelowIt() {
    Exception deep = new IllegalStateException("deep");
    Words words = Words.of("text", new RuntimeException("top", deep));
    assertThat(words.have("text")).isTrue();
    assertThat(words.have("top")).isTrue();
    assertThat(words.have("illegalstate")).isTrue();
    assertThat(Words.of("text", null).have("null")).isFalse();
  }

  @Test
  void aRingOfCausesIsReadToABound() {
    Exception one = new Exception("one");
    Exception two = new Exception("two", one);
    one.initCause(two);
    assertThat(Words.of("", one).have("two")).isTrue();
  }

  @Test
  void twentyCausesAreRead() {
    Exception chain = new Exception("bottom");
    for (int i = 0; i < 19; i++) {
      chain = new Exception(String.valueOf((char) ('a' + i)), chain);
    }
    assertThat(Words.of("", chain).have("bottom")).isTrue();
    assertThat(Words.of("", new Exception("one more", chain)).have("bottom")).isFalse();
  }
}
