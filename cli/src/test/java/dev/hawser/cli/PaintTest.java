package dev.hawser.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaintTest {
  @Test
  void coloursOnlyWhereTheyAreWanted() {
    assertThat(new Paint(true, 80).bad("lost")).isEqualTo("\033[31mlost\033[0m");
    assertThat(new Paint(false, 80).bad("lost")).isEqualTo("lost");
  }

  @Test
  void wrapsBetweenWordsAtTheColumnsLessTheIndent() {
    assertThat(new Paint(false, 40).wrap("twelve words fill more than one line of thirty", 10))
        .containsExactly("twelve words fill more than", "one line of thirty");
  }

  @Test
  void keepsAWordThatFitsNowhereWhole() {
    String word = "x".repeat(60);
    assertThat(new Paint(false, 40).wrap("a " + word + " b", 0)).containsExactly("a", word, "b");
  }

  @Test
  void neverWrapsNarrowerThanFortyColumns() {
    assertThat(new Paint(false, 3).columns()).isEqualTo(40);
  }
}
