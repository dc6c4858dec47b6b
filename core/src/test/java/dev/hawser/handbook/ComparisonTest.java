package dev.hawser.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void itsListsDoNotChange() {
    Article article = Handbook.in(Language.ENGLISH).article(1000);
    List<String> gist = new ArrayList<>(List.of("g"));
    List<Difference> differences =
        new ArrayList<>(List.of(new Difference(Aspect.FAULT, "n", "l", "r")));
    List<String> choose = new ArrayList<>(List.of("c"));
    Comparison comparison = new Comparison("", article, article, gist, differences, choose);

    gist.clear();
    differences.clear();
    choose.clear();

    assertThat(comparison.gist()).containsExactly("g");
    assertThat(comparison.differences()).hasSize(1);
    assertThat(comparison.choose()).containsExactly("c");
  }
}
