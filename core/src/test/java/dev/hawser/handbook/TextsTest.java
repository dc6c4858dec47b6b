package dev.hawser.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class TextsTest {
  private final Texts english = new Texts(Language.ENGLISH);
  private final Texts french = new Texts(Language.FRENCH);

  @Test
  void eachLanguageReadsItsOwnLines() {
    assertThat(english.line("label.fix")).isEqualTo("How to fix it");
    assertThat(french.line("label.fix")).isEqualTo("Comment y remédier");
  }

  @Test
  void theMachinesDefaultLocaleChangesNothing() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.FRANCE);
      assertThat(new Texts(Language.ENGLISH).line("label.fix")).isEqualTo("How to fix it");
      Locale.setDefault(Locale.US);
      assertThat(new Texts(Language.FRENCH).line("label.fix")).isEqualTo("Comment y remédier");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aTextOfSeveralLinesIsAList() {
    assertThat(english.lines("3003.when")).hasSize(3);
    assertThat(english.lines("3003.meaning")).hasSize(1);
  }

  @Test
  void knowsWhichKeysItHas() {
    assertThat(english.has("pair.1006-1014.gist")).isTrue();
    assertThat(english.has("pair.1014-1006.gist")).isFalse();
  }

  @Test
  void valuesOfTheDataHaveTexts() {
    assertThat(english.of(Sender.NOBODY)).isEqualTo("nobody");
    assertThat(english.of(FirstWait.FROM_5_TO_30_S)).isEqualTo("random, 5 to 30 s");
    assertThat(french.of(ByDefault.STOP)).isEqualTo("s'arrête");
    assertThat(english.of(Aspect.KIND)).isEqualTo("what it is");
  }

  @Test
  void placesAreFilledAndApostrophesStay() {
    assertThat(english.filled("handling.first-retries", "1006", "1008"))
        .isEqualTo("By default Hawser reconnects after 1006 and stops after 1008.");
    assertThat(french.filled("handling.second-retries", "1008", "1006"))
        .isEqualTo("Par défaut, Hawser se reconnecte après 1006 et s'arrête après 1008.");
  }

  @Test
  void theFirstLetterCanBeMadeACapital() {
    assertThat(Texts.upperFirst("either end")).isEqualTo("Either end");
  }
}
