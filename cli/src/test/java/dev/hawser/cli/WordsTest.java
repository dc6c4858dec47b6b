package dev.hawser.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static ResourceBundle bundle(Locale locale) {
    return ResourceBundle.getBundle("dev.hawser.cli.words", locale);
  }

  @Test
  void bothLanguagesHaveTheSameKeysAndNoEmptyText() {
    ResourceBundle english = bundle(Locale.ROOT);
    ResourceBundle french = bundle(Locale.FRENCH);
    assertThat(new TreeSet<>(french.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
    for (String key : english.keySet()) {
      assertThat(english.getString(key)).as(key).isNotBlank();
      assertThat(french.getString(key)).as(key).isNotBlank();
    }
  }

  @Test
  void bothLanguagesFillInTheSameArguments() {
    for (String key : bundle(Locale.ROOT).keySet()) {
      for (int i = 0; i < 7; i++) {
        assertThat(bundle(Locale.FRENCH).getString(key).contains("{" + i))
            .as(key + " {" + i + "}")
            .isEqualTo(bundle(Locale.ROOT).getString(key).contains("{" + i));
      }
    }
  }

  @Test
  void fillsArgumentsInAndKeepsApostrophes() {
    assertThat(new Words(Locale.FRENCH).say("demo.verdict.not-survived"))
        .isEqualTo("Une panne n'a pas été surmontée.");
    assertThat(new Words(Locale.ENGLISH).say("demo.dial", 3)).isEqualTo("attempt 3");
  }

  @Test
  void writesTimesAsTheLanguageDoes() {
    Words english = new Words(Locale.ENGLISH);
    Words french = new Words(Locale.FRENCH);
    assertThat(english.time(999)).isEqualTo("999\u00a0ms");
    assertThat(english.time(1_234)).isEqualTo("1.23\u00a0s");
    assertThat(french.time(1_234)).isEqualTo("1,23\u00a0s");
    assertThat(english.time(10_000)).isEqualTo("10.0\u00a0s");
    assertThat(english.seconds(500)).isEqualTo("0.5\u00a0s");
    assertThat(english.seconds(2_000)).isEqualTo("2\u00a0s");
  }
}
