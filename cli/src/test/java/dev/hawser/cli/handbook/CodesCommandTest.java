package dev.hawser.cli.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodesCommandTest {
  private static List<String> labels(String... args) throws Exception {
    JsonNode document = new ObjectMapper().readTree(Run.of(new CodesCommand(), args).out());
    return StreamSupport.stream(document.spliterator(), false)
        .map(entry -> entry.get("label").asText())
        .toList();
  }

  @Test
  void listsTheWholeHandbook() throws Exception {
    assertThat(labels("--json")).hasSize(66).startsWith("1000").endsWith("HTTP 5xx");
    assertThat(labels("--range", "all", "--json")).isEqualTo(labels("--json"));
  }

  @ParameterizedTest
  @CsvSource({
    "registered, '3000, 3003, 3008, 3000-3999'",
    "PRIVATE, 4000-4999",
    "unused, 0-999",
    "undefined, 5000-65535"
  })
  void listsOneRange(String range, String expected) throws Exception {
    assertThat(labels("--range", range, "--json")).isEqualTo(List.of(expected.split(", ")));
  }

  @Test
  void theProtocolsRangeHoldsItsCodesAndTheUnassigned() throws Exception {
    assertThat(labels("--range=protocol", "--json"))
        .hasSize(17)
        .startsWith("1000")
        .endsWith("1015", "1016-2999");
  }

  @Test
  void httpHoldsTheStatusesAndTheirClasses() throws Exception {
    assertThat(labels("--range=http", "--json"))
        .hasSize(42)
        .allMatch(label -> label.startsWith("HTTP "));
  }

  @Test
  void eachEntryIsARowInColumns() {
    assertThat(Run.of(new CodesCommand(), "--range", "registered", "--lang", "en").lines())
        .startsWith(
            "  3000       Unauthorized  the request needs a valid identity",
            "  3003       Forbidden     identified, but not permitted",
            "  3008       Timeout       an answer took too long",
            "  3000-3999  Unassigned    for libraries, frameworks and applications,",
            "                           registered at IANA");
  }

  @Test
  void aRowInJsonSaysWhatItIs() throws Exception {
    Run run = Run.of(new CodesCommand(), "--range", "private", "--json", "--lang", "en");

    assertThat(new ObjectMapper().readTree(run.out()).get(0).toString())
        .isEqualTo(
            "{\"label\":\"4000-4999\",\"kind\":\"code-range\",\"first\":4000,\"last\":4999,"
                + "\"name\":\"Private Use\",\"gloss\":\"private: what it means is agreed between"
                + " the two applications\"}");
  }

  @Test
  void anUnknownRangeExitsWithTwoAndNamesThem() {
    Run run = Run.of(new CodesCommand(), "--range", "best");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "'best' is not a range; allowed are all, protocol, registered, private, unused,"
                + " undefined, http");
  }
}
