package dev.hawser.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArticleTest {
  @Test
  void itsTitleIsTheLabelWithTheRegistrysName() {
    assertThat(Handbook.in(Language.FRENCH).article(1006).title())
        .isEqualTo("1006 Abnormal Closure");
    assertThat(Handbook.in(Language.ENGLISH).article(4001).title()).isEqualTo("4001 Private Use");
  }

  @Test
  void itsListsDoNotChange() {
    List<String> when = new ArrayList<>(List.of("w"));
    List<String> fix = new ArrayList<>(List.of("f"));
    List<Fact> facts = new ArrayList<>(List.of(new Fact(Aspect.FAULT, "n", "v")));
    Article article = new Article(Topics.of(1000), "", null, "", "", when, fix, "", "", "", facts);

    when.clear();
    fix.clear();
    facts.clear();

    assertThat(article.when()).containsExactly("w");
    assertThat(article.fix()).containsExactly("f");
    assertThat(article.facts()).hasSize(1);
  }
}
