package dev.hawser.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.hawser.cli.option.CloseReasonConverter;
import dev.hawser.cli.option.RefusalConverter;
import dev.hawser.cli.serve.EchoServer;
import dev.hawser.cli.serve.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code hawser watch} against the server of {@code serve}. */
@Timeout(60)
class WatchCommandTest {
  private static final Path REFERENCE = Path.of("..", "docs", "reference");

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

  private JsonNode document() throws IOException {
    JsonNode document = new ObjectMapper().readTree(console.out());
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(REFERENCE.resolve("watch.schema.json")))
                .validate(document))
        .isEmpty();
    return document;
  }

  @Test
  void aConnectionThatHoldsIsStatusZero() throws IOException {
    String url = serve(new Faults(null, null, Duration.ZERO, Faults.Line.SOUND));
    assertThat(console.run("watch", url + "?token=s3cr3t", "--for", "1s", "--json")).isZero();
    JsonNode document = document();
    assertThat(document.at("/verdict/cause").asText()).isEqualTo("HEALTHY");
    assertThat(document.at("/sessions").asInt()).isEqualTo(1);
    assertThat(document.at("/upMs").asInt()).isBetween(1, 7_500);
    assertThat(console.out()).doesNotContain("s3cr3t").contains("token=***");
  }

  @Test
  void lossesAreToldWithTheirCauseAndStandOnThePage(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("losses.html");
    String url =
        serve(
            new Faults(
                null,
                new CloseReasonConverter().convert("1012:deploy"),
                Duration.ofMillis(300),
                Faults.Line.SOUND));
    assertThat(
            console.run(
                "watch", url, "--for", "3s", "--json", "--lang", "en", "--html", page.toString()))
        .isEqualTo(16);
    JsonNode document = document();
    assertThat(document.at("/losses").size()).isPositive();
    assertThat(document.at("/losses/0/code").asInt()).isEqualTo(1012);
    assertThat(document.at("/losses/0/cause").asText()).isEqualTo("SERVICE_RESTART");
    assertThat(document.at("/losses/0/ageMs").asLong()).isGreaterThanOrEqualTo(250);
    assertThat(Files.readString(page))
        .startsWith("<!doctype html>")
        .contains("<svg", "1012 SERVICE_RESTART", "width=device-width")
        .doesNotContain("http://", "https://", "<script");
  }

  @Test
  void withoutJsonEachLossIsALine() throws IOException {
    String url =
        serve(
            new Faults(
                null,
                new CloseReasonConverter().convert("4000"),
                Duration.ofMillis(200),
                Faults.Line.SOUND));
    assertThat(console.run("watch", url, "--for", "1500ms", "--lang", "fr")).isEqualTo(16);
    assertThat(console.outLines().get(0)).startsWith("✓ à ").endsWith(" : ouverte");
    assertThat(console.outLines().get(1)).contains("perdue avec 4000, APPLICATION");
    assertThat(console.out()).contains("sessions", "% du temps");
  }

  @ParameterizedTest
  @CsvSource({"401, 13", "502, 14"})
  void aServerThatNeverAcceptsIsToldByItsStatus(String status, int exit) throws IOException {
    String url =
        serve(
            new Faults(
                new RefusalConverter().convert(status), null, Duration.ZERO, Faults.Line.SOUND));
    assertThat(console.run("watch", url, "--for", "1s", "--json")).isEqualTo(exit);
    assertThat(document().at("/failedDials").asInt()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "'watch ws://a', '--for'",
    "'watch ws://a --for 0s', '24 h'",
    "'watch ws://a --for soon', '250ms'",
    "'watch ws://a --for 1s --return-within 0s', '30 s'",
    "'watch ws://a --for 1s --return-within 31s', '30 s'",
    "'watch http://a --for 1s', 'ws and wss'",
    "'watch ws://a --for 1s --html /no/such/x.html', 'no such folder'",
    "'watch ws://a --for 1s --transport quic', 'quic'"
  })
  void nonsenseExitsWithTwoAndSaysWhatIsAllowed(String line, String allowed) {
    assertThat(console.run(line.split(" "))).isEqualTo(2);
    assertThat(console.err()).startsWith("hawser: ").contains(allowed);
  }
}
