package dev.hawser.handbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class HandbookTest {
  private final Handbook english = Handbook.in(Language.ENGLISH);
  private final Handbook french = Handbook.in(Language.FRENCH);

  @Test
  void isChosenByLanguageOrLocale() {
    assertThat(english.language()).isEqualTo(Language.ENGLISH);
    assertThat(Handbook.in(Locale.CANADA_FRENCH).language()).isEqualTo(Language.FRENCH);
    assertThat(Handbook.in(Locale.JAPAN).language()).isEqualTo(Language.ENGLISH);
  }

  @Test
  void explainsACodeOfTheRegistry() {
    Article article = english.article(1014);

    assertThat(article.label()).isEqualTo("1014");
    assertThat(article.note()).isNull();
    assertThat(article.gloss())
        .isEqualTo("a gateway got no valid answer from the server behind it");
    assertThat(article.meaning()).startsWith("The WebSocket counterpart of HTTP 502.");
    assertThat(article.when()).hasSize(3);
    assertThat(article.fix())
        .hasSize(4)
        .first()
        .asString()
        .contains("Your connection to the gateway");
    assertThat(article.sender())
        .isEqualTo("A gateway or proxy, in the server's place; on the wire, in a Close frame.");
    assertThat(article.byDefault())
        .startsWith("Hawser reconnects, with waits that grow and are random. Like a 502");
    assertThat(article.use()).startsWith("Send 1014 when you are a gateway");
  }

  @Test
  void explainsItInFrenchToo() {
    Article article = french.article(1006);

    assertThat(article.gloss()).startsWith("fermeture anormale");
    assertThat(article.sender())
        .isEqualTo(
            "Personne\u00a0; local, signalé par votre propre bibliothèque et jamais envoyé.");
    assertThat(article.byDefault()).startsWith("Hawser se reconnecte");
  }

  @Test
  void theFactsAtAGlanceAreThoseNoOtherPartTells() {
    assertThat(english.article(1012).facts())
        .containsExactly(
            new Fact(
                Aspect.MOMENT,
                "before or after the upgrade",
                "after the upgrade, with a WebSocket open"),
            new Fact(Aspect.FAULT, "whose fault it is", "nobody's, the end was meant"),
            new Fact(Aspect.ADVICE, "what a client should do", "reconnect"),
            new Fact(Aspect.FIRST_WAIT, "first wait advised", "random, 5 to 30 s"));
  }

  @Test
  void explainsAStatus() {
    assertThat(english.article(502).title()).isEqualTo("HTTP 502 Bad Gateway");
    assertThat(english.article(502).note()).isNull();
  }

  @Test
  void anUnknownCodeIsExplainedByItsRange() {
    Article article = english.article(4001);

    assertThat(article.label()).isEqualTo("4001");
    assertThat(article.topic().key()).isEqualTo("4000-4999");
    assertThat(article.note())
        .isEqualTo("4001 has no entry of its own; the range 4000-4999 Private Use explains it.");
    assertThat(english.article(2000).note())
        .isEqualTo("2000 has no entry of its own; the range 1016-2999 Unassigned explains it.");
  }

  @Test
  void anImpossibleCodeIsCalledSo() {
    assertThat(english.article(7).note()).isEqualTo("7 is impossible as a close code.");
    assertThat(english.article(5000).note()).isEqualTo("5000 is impossible as a close code.");
  }

  @Test
  void anUnknownStatusIsExplainedByItsClass() {
    Article article = english.article(418);

    assertThat(article.label()).isEqualTo("HTTP 418");
    assertThat(article.note())
        .isEqualTo(
            "418 is impossible as a close code (0-999 are not used). As an HTTP status it has no"
                + " entry of its own; the class HTTP 4xx Client Error explains it.");
  }

  @Test
  void aWholeRangeHasAnArticleWithoutANote() {
    Article article = english.article(Topics.of(4001));

    assertThat(article.label()).isEqualTo("4000-4999");
    assertThat(article.note()).isNull();
  }

  @Test
  void headingsAreOfItsLanguage() {
    assertThat(english.label(Label.WHEN)).isEqualTo("When you see it");
    assertThat(french.label(Label.WHEN)).isEqualTo("Quand on le rencontre");
  }

  @Test
  void refusesANumberOutsideSixteenBits() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> english.article(65536))
        .withMessageContaining("65536");
  }

  @Test
  void refusesToCompareANumberWithItself() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> english.compare(1006, 1006))
        .withMessage("a comparison needs two different numbers, got 1006 twice");
  }

  @Test
  void comparesTwoNumbers() {
    Comparison comparison = english.compare(1006, 1014);

    assertThat(comparison.left()).isEqualTo(english.article(1006));
    assertThat(comparison.right()).isEqualTo(english.article(1014));
  }
}
