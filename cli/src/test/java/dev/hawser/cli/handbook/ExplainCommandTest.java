package dev.hawser.cli.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawser.handbook.Handbook;
import dev.hawser.handbook.Language;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

class ExplainCommandTest {
  @Test
  void explainsACodeUnderEveryHeading() {
    Run run = Run.of(new ExplainCommand(), "1014", "--lang", "en");

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.lines())
        .startsWith(
            "1014 Bad Gateway", "a gateway got no valid answer from the server behind it", "")
        .containsSubsequence(
            "What it means",
            "When you see it",
            "How to fix it",
            "  1. Your connection to the gateway is good: do not search there.",
            "Who may send it",
            "  A gateway or proxy, in the server's place; on the wire, in a Close frame.",
            "What Hawser does by default",
            "When it is the right one",
            "At a glance",
            "  what a client should do      reconnect",
            "Reference",
            "  IANA WebSocket Close Code Number Registry");
  }

  @Test
  void explainsItInFrench() {
    assertThat(Run.of(new ExplainCommand(), "--lang=fr", "1006").lines())
        .startsWith(
            "1006 Abnormal Closure",
            "fermeture anormale\u00a0: connexion coupée sans trame de fermeture")
        .contains("Comment y remédier");
  }

  @Test
  void withoutALanguageTheLocaleDecides() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.CANADA_FRENCH);
      assertThat(Run.of(new ExplainCommand(), "1006").lines()).contains("Signification");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "502, HTTP 502 Bad Gateway",
    "4001, 4001 Private Use",
    "418, HTTP 418 Client Error",
    "7, 7 Not used",
    "65535, 65535 Not used"
  })
  void explainsEveryPossibleNumber(String number, String title) {
    Run run = Run.of(new ExplainCommand(), number, "--lang", "en");

    assertThat(run.status()).isZero();
    assertThat(run.lines()).startsWith(title);
  }

  @Test
  void saysWhyARangeAnswersForANumber() {
    assertThat(Run.of(new ExplainCommand(), "5000", "--lang", "en").out())
        .contains("\n\n5000 is impossible as a close code.\n\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 100})
  void linesKeepToTheWidth(int width) {
    for (String number : new String[] {"1006", "1014", "502", "418", "101"}) {
      for (String language : new String[] {"en", "fr"}) {
        Run run = Run.of(new ExplainCommand(), Ansi.OFF, width, number, "--lang", language);
        assertThat(run.lines()).allMatch(line -> line.length() <= width);
        assertThat(run.lines()).anyMatch(line -> line.length() > width - 12);
        assertThat(run.lines()).noneMatch(line -> line.endsWith(" "));
      }
    }
  }

  @Test
  void narrowAndWideTerminalsAreReadAtSixtyAndAHundredColumns() {
    Run narrow = Run.of(new ExplainCommand(), Ansi.OFF, 56, "1006", "--lang", "en");
    Run wide = Run.of(new ExplainCommand(), Ansi.OFF, 200, "1006", "--lang", "en");

    assertThat(narrow)
        .isEqualTo(Run.of(new ExplainCommand(), Ansi.OFF, 60, "1006", "--lang", "en"));
    assertThat(wide).isEqualTo(Run.of(new ExplainCommand(), Ansi.OFF, 100, "1006", "--lang", "en"));
  }

  @Test
  void onlyHeadingsAreStyledAndOnlyWhereColourIsOn() {
    Run plain = Run.of(new ExplainCommand(), "1006", "--lang", "en");
    Run styled = Run.of(new ExplainCommand(), Ansi.ON, 80, "1006", "--lang", "en");

    assertThat(plain.out()).doesNotContain("\u001b");
    assertThat(styled.lines()).contains("\u001b[1mWhat it means\u001b[0m");
    assertThat(styled.out().replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain.out());
  }

  @Test
  void jsonIsOneDocumentWithStableNames() throws Exception {
    Run run = Run.of(new ExplainCommand(), "1006", "--lang", "fr", "--json");
    JsonNode document = new ObjectMapper().readTree(run.out());

    assertThat(document.fieldNames())
        .toIterable()
        .containsExactly(
            "language",
            "label",
            "kind",
            "first",
            "last",
            "name",
            "note",
            "gloss",
            "meaning",
            "when",
            "fix",
            "sender",
            "byDefault",
            "use",
            "facts",
            "references");
    assertThat(document.get("language").asText()).isEqualTo("fr");
    assertThat(document.get("kind").asText()).isEqualTo("close-code");
    assertThat(document.get("note").isNull()).isTrue();
    assertThat(document.get("meaning").asText())
        .isEqualTo(Handbook.in(Language.FRENCH).article(1006).meaning());
    assertThat(document.get("when")).hasSize(6);
    assertThat(document.get("fix")).hasSize(5);
    assertThat(document.get("references")).hasSize(3);
    assertThat(document.get("facts").toString())
        .isEqualTo(
            "{\"sender\":\"nobody\",\"visibility\":\"local\",\"moment\":\"either\","
                + "\"fault\":\"unknown\",\"advice\":\"retry\",\"firstWait\":\"up-to-5-s\","
                + "\"byDefault\":\"retry\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "abnormal, 'abnormal' is not a number",
    "1006.0, '1006.0' is not a number",
    "65536, 65536 does not fit a close code"
  })
  void nonsenseExitsWithTwoAndNamesWhatIsAllowed(String number, String complaint) {
    Run run = Run.of(new ExplainCommand(), number);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(complaint).contains("0-65535").contains("100-599");
  }

  @Test
  void anUnknownLanguageExitsWithTwoAndNamesBoth() {
    Run run = Run.of(new ExplainCommand(), "1006", "--lang", "de");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("'de' is not one of en, fr");
  }
}
