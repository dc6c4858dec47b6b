package dev.hawser.cli.handbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  @Test
  void listsWhatAVendorMeansByItsCodes() {
    Run run = Run.of(new CodesCommand(), "--vendor", "pusher", "--lang", "en");

    assertThat(run.status()).isZero();
    assertThat(run.lines())
        .startsWith("Pusher Channels", "", "4000-4099 Do not reconnect unchanged")
        .containsSequence(
            "4100 Over capacity",
            "  The service is overloaded: come back after a second or more.",
            "  -> reconnect after a random wait of 1\u00a0s to 5\u00a0s")
        .contains("Reference");
  }

  @Test
  void aVendorsCodesComeInFrenchAndInJson() throws Exception {
    JsonNode document =
        new ObjectMapper()
            .readTree(
                Run.of(new CodesCommand(), "--vendor=discord-gateway", "--lang=fr", "--json")
                    .out());

    assertThat(document.get("vendor").asText()).isEqualTo("discord-gateway");
    assertThat(document.get("codes")).hasSize(14);
    JsonNode limited = document.get("codes").get(7);
    assertThat(limited.get("label").asText()).isEqualTo("4008");
    assertThat(limited.get("meaning").asText()).startsWith("Les messages sont partis trop vite");
    assertThat(limited.get("advice").asText()).isEqualTo("retry");
    assertThat(limited.get("leastWaitMs").asInt()).isEqualTo(5_000);
    assertThat(limited.get("mostWaitMs").asInt()).isEqualTo(30_000);
    assertThat(document.get("codes").get(0).get("leastWaitMs").isNull()).isTrue();
    assertThat(document.get("sources")).hasSize(2);
  }

  @Test
  void anUnknownVendorExitsWithTwoAndNamesThoseThereAre() {
    Run run = Run.of(new CodesCommand(), "--vendor", "acme");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("no vendor profile 'acme'; there are aws-api-gateway, centrifugo")
        .contains("twitch-eventsub");
  }

  @Test
  void aProfileOfOnesOwnIsAFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("acme.properties");
    Files.writeString(file, "name = Acme\nsource.1 = here\n4001 = renew | Expired | Get a token.");
    Run run = Run.of(new CodesCommand(), "--vendor-file", file.toString(), "--lang", "fr");

    assertThat(run.lines())
        .startsWith("Acme", "", "4001 Expired", "  Get a token.")
        .contains("  -> obtenir de nouveaux identifiants, puis se reconnecter une fois");
  }

  @Test
  void aFileThatIsNoProfileExitsWithTwoAndSaysWhatIsWrong(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("acme.properties");
    Files.writeString(file, "name = Acme\n4001 = perhaps | Expired | Get a token.");
    Run wrong = Run.of(new CodesCommand(), "--vendor-file", file.toString());
    Run missing = Run.of(new CodesCommand(), "--vendor-file", folder.resolve("none").toString());

    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err())
        .contains("vendor profile 'acme': 4001: advice 'perhaps' is none of retry, renew, stop");
    assertThat(missing.status()).isEqualTo(2);
    assertThat(missing.err()).contains("none' cannot be read as text");
  }

  @Test
  void aVendorIsOneAndHasNoRange() {
    Run both = Run.of(new CodesCommand(), "--vendor", "pusher", "--vendor-file", "x");
    Run range = Run.of(new CodesCommand(), "--vendor", "pusher", "--range", "private");

    assertThat(both.status()).isEqualTo(2);
    assertThat(range.status()).isEqualTo(2);
    assertThat(range.err()).contains("--range is for the handbook");
  }
}
