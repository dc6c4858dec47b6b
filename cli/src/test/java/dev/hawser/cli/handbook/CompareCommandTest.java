package dev.hawser.cli.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawser.handbook.Handbook;
import dev.hawser.handbook.Language;
import org.junit.jupiter.api.Test;

class CompareCommandTest {
  @Test
  void holdsTwoCodesAgainstEachOther() {
    Run run = Run.of(new CompareCommand(), "1006", "1014", "--lang", "fr");

    assertThat(run.status()).isZero();
    assertThat(run.lines())
        .startsWith("1006 Abnormal Closure et 1014 Bad Gateway comparés")
        .containsSubsequence(
            "La différence en bref",
            "Principales différences",
            "  qui peut l'envoyer",
            "    1006  personne",
            "    1014  une passerelle ou un proxy, à la place du serveur",
            "1006 Abnormal Closure",
            "  Quand on le rencontre",
            "  Comment y remédier",
            "1014 Bad Gateway",
            "  Quand on le rencontre",
            "  Comment y remédier",
            "Quand employer l'un ou l'autre");
    assertThat(run.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void labelsOfDifferentLengthStandInColumns() {
    assertThat(Run.of(new CompareCommand(), "1014", "502", "--lang", "en").lines())
        .contains(
            "  1014      a gateway got no valid answer from the server behind it",
            "  HTTP 502  a gateway got no valid answer from the server behind it",
            "    1014      a WebSocket close code",
            "    HTTP 502  an HTTP status that answers the handshake");
  }

  @Test
  void twoNumbersOfOneEntryShareItsText() {
    assertThat(Run.of(new CompareCommand(), "4001", "4002", "--lang", "en").lines())
        .containsOnlyOnce("4000-4999 Private Use", "  How to fix it")
        .doesNotContain("Key differences", "4001 Private Use");
  }

  @Test
  void jsonIsOneDocument() throws Exception {
    Run run = Run.of(new CompareCommand(), "1006", "1014", "--json", "--lang", "en");
    JsonNode document = new ObjectMapper().readTree(run.out());

    assertThat(document.get("language").asText()).isEqualTo("en");
    assertThat(document.get("title").asText())
        .isEqualTo("1006 Abnormal Closure and 1014 Bad Gateway compared");
    assertThat(document.get("left").get("label").asText()).isEqualTo("1006");
    assertThat(document.get("right").get("label").asText()).isEqualTo("1014");
    assertThat(document.get("gist").get(0).asText())
        .isEqualTo(Handbook.in(Language.ENGLISH).compare(1006, 1014).gist().get(0));
    assertThat(document.get("differences").get(0).toString())
        .isEqualTo(
            "{\"aspect\":\"sender\",\"name\":\"who may send it\",\"left\":\"nobody\","
                + "\"right\":\"a gateway or proxy, in the server's place\"}");
    assertThat(document.get("choose")).hasSize(4);
  }

  @Test
  void aNumberIsNotComparedWithItself() {
    Run run = Run.of(new CompareCommand(), "1006", "1006");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("compare needs two different numbers, got 1006 twice; try: explain 1006");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void twoNumbersAreNeeded() {
    Run run = Run.of(new CompareCommand(), "1006");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("'B'");
  }
}
