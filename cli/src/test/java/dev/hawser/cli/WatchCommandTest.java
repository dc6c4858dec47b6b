package dev.hawser.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.hawser.Server;
import dev.hawser.cli.option.CloseReasonConverter;
import dev.hawser.cli.option.RefusalConverter;
import dev.hawser.cli.serve.EchoServer;
import dev.hawser.cli.serve.Faults;
import dev.hawser.cli.wiring.Wiring;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code hawser watch} against the server of {@code serve}. */
@Timeout(300)
class WatchCommandTest {
  private static final Path REFERENCE = Path.of("..", "docs", "reference");

  private Captured console = Captured.withInput("");
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

  /** Watches, each time for longer, until that has come about; a slow machine needs longer. */
  private int watch(String url, String wanted) {
    for (int seconds = 1; ; seconds *= 4) {
      Captured one = Captured.withInput("");
      int status = one.run("watch", url, "--for", seconds + "s", "--json");
      if (!one.out().contains("\"" + wanted + "\" : 0") || seconds > 60) {
        console = one;
        return status;
      }
    }
  }

  /** Closes the first session so, and the second as if all were done, which ends the watch. */
  private static Server closing(Wiring wiring, String reason) throws IOException {
    AtomicInteger sessions = new AtomicInteger();
    CloseReason first = new CloseReasonConverter().convert(reason);
    CloseReason last = CloseReason.of(CloseCode.NORMAL_CLOSURE, "");
    return wiring
        .server()
        .port(0)
        .onOpen(session -> session.close(sessions.getAndIncrement() == 0 ? first : last))
        .start();
  }

  @Test
  void aConnectionThatHoldsIsStatusZero() throws IOException {
    String url = serve(new Faults(null, null, Duration.ZERO, Faults.Line.SOUND));
    assertThat(watch(url + "?token=s3cr3t", "sessions")).isZero();
    JsonNode document = document();
    assertThat(document.at("/verdict/cause").asText()).isEqualTo("HEALTHY");
    assertThat(document.at("/sessions").asInt()).isEqualTo(1);
    assertThat(document.at("/upMs").asInt()).isPositive();
    assertThat(console.out()).doesNotContain("s3cr3t").contains("token=***");
  }

  @Test
  void lossesAreToldWithTheirCauseAndStandOnThePage(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("losses.html");
    String[] more = {"--json", "--lang", "en", "--return-within", "1s", "--html", page.toString()};
    assertThat(lossy("1012:deploy", more)).isEqualTo(16);
    JsonNode document = document();
    assertThat(document.at("/sessions").asInt()).isEqualTo(2);
    assertThat(document.at("/losses/0/code").asInt()).isEqualTo(1012);
    assertThat(document.at("/losses/0/cause").asText()).isEqualTo("SERVICE_RESTART");
    assertThat(Files.readString(page))
        .startsWith("<!doctype html>")
        .contains("<svg", "1012 SERVICE_RESTART", "width=device-width")
        .doesNotContain("http://", "https://", "<script");
  }

  private int lossy(String reason, String... more) throws IOException {
    try (Wiring wiring = Wiring.of("netty");
        Server closing = closing(wiring, reason)) {
      List<String> line = new ArrayList<>(List.of("watch", closing.uri().toString()));
      line.addAll(List.of("--for", "2m"));
      line.addAll(List.of(more));
      return console.run(line.toArray(String[]::new));
    }
  }

  @Test
  void withoutJsonEachLossIsALine() throws IOException {
    assertThat(lossy("4000", "--lang", "fr")).isEqualTo(16);
    assertThat(console.outLines().get(0)).startsWith("✓ à ").endsWith(" : ouverte");
    assertThat(console.outLines().get(1)).contains("perdue avec 4000, APPLICATION");
    assertThat(console.out()).contains("sessions", "% du temps");
  }

  @Test
  void aWatchThatIsOverBeforeAnythingHappenedSaysNothing() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String url = "ws://127.0.0.1:" + mute.getLocalPort() + "/";
      assertThat(console.run("watch", url, "--for", "20ms", "--json")).isEqualTo(30);
    }
    JsonNode verdict = document().get("verdict");
    assertThat(verdict.get("cause").asText()).isEqualTo("UNKNOWN");
    assertThat(verdict.get("confidence").asText()).isEqualTo("UNKNOWN");
  }

  @Test
  void aCloseOfItsOwnThatNobodyAnswersIsANoteAndNoLoss() throws Exception {
    for (int seconds = 1; seconds < 100; seconds *= 4) {
      Captured one = Captured.withInput("");
      int status;
      try (MuteServer mute = new MuteServer()) {
        status = one.run("watch", mute.url(), "--for", seconds + "s", "--lang", "fr");
      }
      if (one.out().contains(": ouverte")) {
        assertThat(status).isZero();
        assertThat(one.out())
            .contains(" : 1 sessions, 0 perdues", "La connexion a tenu.", "À noter", "fermeture")
            .doesNotContain("CLOSE_UNANSWERED", "PT5S", "perdue avec");
        return;
      }
    }
    fail("no session opened in a minute");
  }

  /** Accepts one upgrade and never says a word more. */
  private static final class MuteServer implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Thread thread = new Thread(this::serve);

    MuteServer() throws IOException {
      thread.start();
    }

    String url() {
      return "ws://127.0.0.1:" + door.getLocalPort() + "/";
    }

    /** RFC 6455 s.4.2.2. */
    private static String accept(String key) throws GeneralSecurityException {
      String text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(digest);
    }

    private void serve() {
      try (Socket line = door.accept()) {
        InputStream in = line.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
          int octet = in.read();
          if (octet < 0) {
            return; // the watch was over before it had asked
          }
          head.append((char) octet);
        }
        Matcher key = Pattern.compile("(?i)sec-websocket-key: *(\\S+)").matcher(head);
        assertThat(key.find()).isTrue();
        String answer =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + accept(key.group(1))
                + "\r\n\r\n";
        line.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        in.transferTo(OutputStream.nullOutputStream());
      } catch (IOException | GeneralSecurityException e) {
        // The watch has ended the line, or never came.
        return;
      }
    }

    @Override
    public void close() throws IOException {
      door.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"401, 13", "502, 14"})
  void aServerThatNeverAcceptsIsToldByItsStatus(String status, int exit) throws IOException {
    String url =
        serve(
            new Faults(
                new RefusalConverter().convert(status), null, Duration.ZERO, Faults.Line.SOUND));
    assertThat(watch(url, "failedDials")).isEqualTo(exit);
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
