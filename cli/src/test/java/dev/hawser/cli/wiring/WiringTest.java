package dev.hawser.cli.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.Connection;
import dev.hawser.Server;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WiringTest {
  @ParameterizedTest
  @ValueSource(strings = {"netty", "vertx", "tyrus"})
  void itsClientTalksToItsServer(String transport) throws Exception {
    CompletableFuture<String> heard = new CompletableFuture<>();
    try (Wiring wiring = Wiring.of(transport);
        Server server = wiring.server().onText((s, text) -> heard.complete(text)).start()) {
      Connection feed = wiring.client().endpoint(server.uri()).connect();
      feed.sendText("hello");
      assertThat(heard.get(60, TimeUnit.SECONDS)).isEqualTo("hello");
      feed.close(CloseReason.of(CloseCode.NORMAL_CLOSURE))
          .toCompletableFuture()
          .get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void aTransportThatIsNotThereIsRefusedWithThoseFound() {
    assertThatThrownBy(() -> Wiring.of("quic"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no transport 'quic'")
        .hasMessageContaining(
            "found netty (dev.hawser:hawser-transport-netty),"
                + " tyrus (dev.hawser:hawser-transport-tyrus),"
                + " vertx (dev.hawser:hawser-transport-vertx)");
  }

  @Test
  void afterItsEndNothingStarts() {
    Wiring wiring = Wiring.of("netty");
    wiring.close();

    assertThatThrownBy(() -> wiring.server().keepAlive(false).start())
        .hasMessageContaining("closed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"explain 1006", "compare 1006 1014", "codes", "--help"})
  void commandsWithoutSocketsStartWithoutGuiceAndRuntimes(String line) throws Exception {
    String loaded = loadedBy(line.split(" "));

    assertThat(loaded).contains("dev.hawser.cli.Hawser");
    assertThat(loaded).doesNotContain("com.google.inject", "io.netty", "io.vertx", "org.glassfish");
  }

  /** Returns what a JVM of its own tells of the classes that a command loads. */
  private static String loadedBy(String... line) throws IOException, InterruptedException {
    ProcessBuilder hawser =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-verbose:class",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.hawser.cli.Hawser");
    hawser.command().addAll(List.of(line));
    Process process = hawser.redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("exit of %s", String.join(" ", line)).isZero();
    return told;
  }
}
