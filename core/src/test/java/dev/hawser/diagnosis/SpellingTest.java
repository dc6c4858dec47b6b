package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpellingTest {
  private static final Spelling ENGLISH = new Spelling(Locale.ENGLISH);
  private static final Spelling FRENCH = new Spelling(Locale.CANADA_FRENCH);

  @Test
  void durationsAreWrittenAsTheLanguageDoes() {
    assertThat(ENGLISH.duration(Duration.ofMillis(7_250))).isEqualTo("7.2 s");
    assertThat(FRENCH.duration(Duration.ofMillis(7_250))).isEqualTo("7,2 s");
  }

  @Test
  void listsReadAsInASentence() {
    assertThat(ENGLISH.list(List.of())).isEmpty();
    assertThat(ENGLISH.list(List.of("a"))).isEqualTo("a");
    assertThat(ENGLISH.list(List.of("a", "b"))).isEqualTo("a and b");
    assertThat(ENGLISH.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
    assertThat(FRENCH.list(List.of("a", "b", "c"))).isEqualTo("a, b et c");
  }

  @Test
  void foreignTextStandsInQuotationMarks() {
    assertThat(ENGLISH.quote("bye é 🙂")).isEqualTo("\"bye é 🙂\"");
    assertThat(FRENCH.quote("bye")).isEqualTo("«\u00a0bye\u00a0»");
  }

  @Test
  void whatATerminalWouldObeyOrHideIsEscaped() {
    assertThat(ENGLISH.safe("a\u001b[2Jb")).isEqualTo("a\\u001b[2Jb");
    assertThat(ENGLISH.safe("line\r\nnext\u2028\u2029"))
        .isEqualTo("line\\u000d\\u000anext\\u2028\\u2029");
    assertThat(ENGLISH.safe("\u202eevil")).isEqualTo("\\u202eevil");
    assertThat(ENGLISH.safe("lone \ud83d")).isEqualTo("lone \\ud83d");
    assertThat(ENGLISH.safe("\ue000")).isEqualTo("\\ue000");
    assertThat(ENGLISH.safe(Character.toString(0xE0001))).isEqualTo("\\u{e0001}");
    assertThat(ENGLISH.safe(Character.toString(0x0378))).isEqualTo("\\u0378");
    assertThat(ENGLISH.safe("\\u0041")).isEqualTo("\\u005cu0041");
  }

  @Test
  void longTextIsCutAtTwoHundredCharacters() {
    assertThat(ENGLISH.safe("x".repeat(200))).isEqualTo("x".repeat(200));
    assertThat(ENGLISH.safe("x".repeat(201))).isEqualTo("x".repeat(200) + "…");
    assertThat(ENGLISH.safe("🙂".repeat(201))).isEqualTo("🙂".repeat(200) + "…");
  }

  @Test
  void placesAreFilledWithFactsAndFactsAreNotReadAgain() {
    assertThat(ENGLISH.text("fragment.said", Map.of("text", "{age} }{")))
        .isEqualTo(" and the words {age} }{");
  }

  @Test
  void aPlaceWithoutAFactIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ENGLISH.text("fragment.said", Map.of("age", "1 s")))
        .withMessage("fragment.said names {text}, which is no fact");
  }

  @Test
  void everyOtherLanguageReadsEnglishWhateverTheDefaultOfTheMachine() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.FRANCE);
      assertThat(new Spelling(Locale.GERMAN).text("and")).isEqualTo(" and ");
      assertThat(new Spelling(Locale.ROOT).text("and")).isEqualTo(" and ");
      assertThat(new Spelling(Locale.FRENCH).text("and")).isEqualTo(" et ");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aTextIsFilledOnlyWhenEachOfItsPlacesIsAFact() {
    assertThat(ENGLISH.fills("cause.FLAPPING.measured", Set.of("peer", "count"))).isTrue();
    assertThat(ENGLISH.fills("cause.FLAPPING.measured", Set.of("peer"))).isFalse();
    assertThat(ENGLISH.fills("cause.FLAPPING.measured", Set.of("count"))).isFalse();
    assertThat(ENGLISH.fills("cause.DONE.measured", Set.of())).isFalse();
  }

  @Test
  void theCatalogueSpeaksToTheSideThatDialled() {
    assertThat(ENGLISH.catalogue(Cause.NO_REASON_GIVEN))
        .isEqualTo(
            new CauseText(
                "Closed without a reason",
                "The server ended the connection in order and did not say why.",
                "Read the log of the server at this time; it knows the reason."));
    assertThat(FRENCH.catalogue(Cause.OVERLOAD).why()).startsWith("Le serveur est surchargé");
  }
}
