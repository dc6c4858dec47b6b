package dev.hawser.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.hawser.cli.option.CloseReasonConverter;
import dev.hawser.cli.option.RefusalConverter;
import dev.hawser.cli.serve.EchoServer;
import dev.hawser.cli.serve.Faults;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code hawser doctor} against the server of {@code serve}, and against nobody. */
@Timeout(180)
class DoctorCommandTest {
  private static final Path REFERENCE = Path.of("..", "docs", "reference");
  private static final Faults NONE = new Faults(null, null, Duration.ZERO, Faults.Line.SOUND);

  private final Captured console = Captured.withInput("");
  private EchoServer server;

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }

  private String serve(Faults faults) throws IOException {
    server = EchoServer.start("netty", "127.0.0.1", 0, faults, line -> {});
    return server.url();
  }

  private static String nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "ws://127.0.0.1:" + socket.getLocalPort() + "/";
    }
  }

  private JsonNode document() throws IOException {
    JsonNode document = new ObjectMapper().readTree(console.out());
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Files.readString(REFERENCE.resolve("doctor.schema.json")));
    assertThat(schema.validate(document)).isEmpty();
    return document;
  }

  @Test
  void aServerInOrderIsHealthy() throws IOException {
    assertThat(console.run("doctor", serve(NONE), "--json", "--idle", "1s")).isZero();
    JsonNode document = document();
    assertThat(document.at("/verdict/cause").asText()).isEqualTo("HEALTHY");
    assertThat(document.at("/exitCode").asInt()).isZero();
    assertThat(document.at("/ruledOut").findValuesAsText("")).isEmpty();
    assertThat(document.at("/steps/0/id").asText()).isEqualTo("dns");
    assertThat(console.out()).contains("\"ping\"", "\"idle\"", "\"close\"");
    assertThat(console.err()).isEmpty();
  }

  @Test
  void boundsThatAreKeptAreReportedAsMet() throws IOException {
    // How fast a Pong is depends on the machine: here on nothing but that there is one.
    String bounds = "idle>=5s,size>=1M,rtt-p99<20m";
    assertThat(console.run("doctor", serve(NONE), "--json", "--require", bounds)).isZero();
    JsonNode requirements = document().get("requirements");
    assertThat(requirements).hasSize(3);
    requirements.forEach(
        bound -> {
          assertThat(bound.get("met").asBoolean()).as("%s", bound).isTrue();
          assertThat(bound.get("measured").asText()).isNotEmpty();
        });
  }

  @ParameterizedTest
  @CsvSource({"ahoy, true, 0", "nobody says this, false, 17"})
  void theAnswerToAMessageIsHeldAgainstWhatIsExpected(String expected, boolean met, int exit)
      throws IOException {
    String url = serve(NONE);
    String[] line = {
      "doctor", url, "--json", "--idle", "300ms", "--send", "ahoy there", "--expect", expected
    };
    assertThat(console.run(line)).isEqualTo(exit);
    JsonNode document = document();
    assertThat(document.at("/requirements/0/bound").asText()).isEqualTo("answer<2.5s");
    assertThat(document.at("/requirements/0/met").asBoolean()).isEqualTo(met);
    assertThat(document.at("/steps").findValuesAsText("id")).contains("echo", "fragments");
    assertThat(console.out()).doesNotContain("ahoy");
  }

  @Test
  void aBoundThatIsNotKeptIsStatusSeventeen() throws IOException {
    assertThat(
            console.run(
                "doctor", serve(NONE), "--json", "--idle", "1s", "--require", "rtt-p50<0.001ms"))
        .isEqualTo(17);
    JsonNode document = document();
    assertThat(document.at("/verdict/cause").asText()).isEqualTo("HEALTHY");
    assertThat(document.at("/requirements/0/met").asBoolean()).isFalse();
  }

  @Test
  void nobodyListeningIsConfirmedWithStatusEleven() throws IOException {
    assertThat(console.run("doctor", nobody(), "--json")).isEqualTo(11);
    JsonNode document = document();
    assertThat(document.at("/verdict/cause").asText()).isEqualTo("NOT_LISTENING");
    assertThat(document.at("/verdict/confidence").asText()).isEqualTo("CONFIRMED");
    assertThat(document.at("/verdict/phase").asText()).isEqualTo("CONNECT");
  }

  @Test
  void aNameOfNobodyIsStatusTen() throws IOException {
    assertThat(console.run("doctor", "ws://nobody.invalid/", "--json")).isEqualTo(10);
    assertThat(document().at("/verdict/cause").asText()).isEqualTo("DNS_NAME");
  }

  @ParameterizedTest
  @CsvSource({"401, AUTH, 13", "404, WRONG_PATH, 13", "502, BACKEND_DOWN, 14"})
  void aRefusalIsToldByItsStatus(String status, String cause, int exit) throws IOException {
    Faults refusing =
        new Faults(new RefusalConverter().convert(status), null, Duration.ZERO, Faults.Line.SOUND);
    assertThat(console.run("doctor", serve(refusing), "--json")).isEqualTo(exit);
    assertThat(document().at("/verdict/cause").asText()).isEqualTo(cause);
  }

  @Test
  void aGatewaysCloseIsToldAsTheBackends() throws IOException {
    Faults closing =
        new Faults(
            null,
            new CloseReasonConverter().convert("1014:upstream_timeout"),
            Duration.ZERO,
            Faults.Line.SOUND);
    assertThat(console.run("doctor", serve(closing), "--json", "--idle", "300ms")).isEqualTo(14);
    assertThat(document().at("/verdict/cause").asText()).isEqualTo("BACKEND_SLOW");
  }

  @Test
  void theTextSaysVerdictProofAndFixInBothLanguages() throws IOException {
    String url = nobody();
    assertThat(console.run("doctor", url, "--lang", "en")).isEqualTo(11);
    assertThat(console.outLines().get(0))
        .isEqualTo(url + "   guilty hop: the address dialled (confirmed)");
    assertThat(console.out())
        .contains("✗ tcp", "WHY       NOT_LISTENING · ", "PROOF", "FIX", "CHECK");
    Captured french = Captured.withInput("");
    assertThat(french.run("doctor", url, "--lang", "fr", "--require", "idle>=1s")).isEqualTo(11);
    assertThat(french.outLines().get(0)).endsWith("maillon fautif : l'adresse appelée (confirmé)");
    assertThat(french.out()).contains("REMÈDE", "PREUVE", "exigé idle>=1s\u00a0: ");
  }

  @Test
  void noSecretStandsInAnyOutput() throws IOException {
    String url = nobody().replace("ws://", "ws://user:pa55word@") + "live?token=s3cr3t&id=42abc";
    for (String form : new String[] {"--json", "--lang=en"}) {
      Captured one = Captured.withInput("");
      one.run(
          "doctor",
          url,
          form,
          "-H",
          "Authorization: Bearer t0p-s3cr3t",
          "-H",
          "Cookie: sid=c00kie");
      assertThat(one.out() + one.err())
          .doesNotContain("pa55word", "s3cr3t", "42abc", "c00kie", "user:")
          .contains("?token=***&id=***");
    }
  }

  @Test
  void aBaselineSaysWhatChanged(@TempDir Path folder) throws IOException {
    console.run("doctor", nobody(), "--json");
    Path before = Files.writeString(folder.resolve("before.json"), console.out());
    Captured now = Captured.withInput("");
    now.run("doctor", "ws://nobody.invalid/", "--json", "--baseline", before.toString());
    assertThat(now.out())
        .contains(
            "\"changes\"",
            "verdict: NOT_LISTENING -> DNS_NAME",
            "dns: OK -> FAIL",
            "tcp: FAIL -> -");
  }

  @ParameterizedTest
  @CsvSource({
    "'doctor', 'URL'",
    "'doctor http://a', 'ws and wss'",
    "'doctor ws://a --via b', 'NAME=HOST:PORT'",
    "'doctor ws://a --via b=c:99999', '1-65535'",
    "'doctor ws://a --idle 2h', '3600 s'",
    "'doctor ws://a --idle 0s', '1 ms'",
    "'doctor ws://a --timeout 61s', '60 s'",
    "'doctor ws://a --require rtt', 'idle>=TIME'",
    "'doctor ws://a --expect x', 'no message is sent'",
    "'doctor ws://a --require size>=64M', '1-16M'",
    "'doctor ws://a --header Host:b', 'set by the handshake'",
    "'doctor ws://a --subprotocol a;b', 'not a token'",
    "'doctor ws://a --ca /no/such/file', 'PEM'",
    "'doctor ws://a --baseline pom.xml', 'hawser doctor --json'",
    "'doctor ws://a --html /no/such/x.html', 'no such folder'",
    "'doctor ws://a --lang de', 'en, fr'"
  })
  void nonsenseExitsWithTwoAndSaysWhatIsAllowed(String line, String allowed) {
    assertThat(console.run(line.split(" "))).isEqualTo(2);
    assertThat(console.err()).startsWith("hawser: ").contains(allowed).doesNotContain("\tat ");
    assertThat(console.out()).isEmpty();
  }

  @Test
  void thePageNamesEveryExitStatusOfTheHelp() throws IOException {
    console.run("doctor", "--help");
    String page = Files.readString(REFERENCE.resolve("doctor.md"));
    console.outLines().stream()
        .filter(line -> line.matches("  \\d+ {2,}.*"))
        .map(line -> line.strip().split(" ")[0])
        .forEach(status -> assertThat(page).contains("| " + status + " | "));
  }
}
