package dev.hawser.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.Connection;
import dev.hawser.Server;
import dev.hawser.WebSockets;
import dev.hawser.conformance.RawServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every example is run as a reader would run it, and says what it should. */
@SuppressWarnings("try") // Servers are there to be talked to.
class MainsTest {
  /** The programs that the tests below run. */
  private static final List<Class<?>> RUN =
      List.of(
          ClientOnVertx.class,
          EchoOnNetty.class,
          EchoOnTyrus.class,
          EchoOnVertx.class,
          FirstClient.class,
          FirstConnection.class,
          FirstServer.class,
          GuiceWiring.class,
          MountedInJakarta.class,
          MountedOnNetty.class,
          MountedOnVertx.class,
          ThroughAProxy.class);

  @Test
  void everyMainIsRun() throws IOException {
    Path sources = Path.of("src/main/java");
    try (Stream<Path> files = Files.walk(sources)) {
      List<String> mains =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(MainsTest::holdsAMain)
              .map(file -> sources.relativize(file).toString())
              .map(file -> file.replace(".java", "").replace('/', '.'))
              .sorted()
              .toList();
      assertThat(mains).isEqualTo(RUN.stream().map(Class::getName).toList());
    }
  }

  private static boolean holdsAMain(Path file) {
    try {
      return Files.readString(file).contains("static void main(String[] args)");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Server echo() {
    return WebSockets.server()
        .transport("netty")
        .onText((session, text) -> session.sendText(text))
        .start();
  }

  @ParameterizedTest
  @ValueSource(classes = {EchoOnNetty.class, EchoOnVertx.class, EchoOnTyrus.class})
  void anEchoOnEachTransport(Class<?> main) throws Exception {
    try (Program program = Program.start(main, "à", "la", "carte")) {
      program.line("echo: à la carte");
      program.line("This application closed the connection");
      assertThat(program.exit()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {MountedOnNetty.class, MountedOnVertx.class})
  void aMountBesideThePagesOfAnHttpServer(Class<?> main) throws Exception {
    try (Program program = Program.start(main, "0")) {
      URI uri = program.url();
      assertThat(echoOf(uri)).isEqualTo("hello");
      URI page = URI.create("http://localhost:" + uri.getPort() + "/");
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo("a page");
      program.line("closed the connection");
    }
  }

  @Test
  void aMountInAJakartaContainer() throws Exception {
    // Any free port, as Tyrus writes it.
    try (Program program = Program.start(MountedInJakarta.class, "-1")) {
      assertThat(echoOf(program.url())).isEqualTo("hello");
      program.line("closed the connection");
    }
  }

  @Test
  void theFirstServer() throws Exception {
    try (Program program = Program.startOnNettyAlone(FirstServer.class, "0")) {
      assertThat(echoOf(program.url())).isEqualTo("hello");
      program.line("closed the connection");
    }
  }

  @Test
  void theFirstClient() throws Exception {
    try (Server server = echo();
        Program program =
            Program.startOnNettyAlone(FirstClient.class, server.uri().toString(), "once more")) {
      program.line("subscribe prices");
      program.line("once more");
    }
  }

  @Test
  void aProxyThatWantsALogin() throws Exception {
    try (RawServer proxy = RawServer.plain(Duration.ofSeconds(60));
        Program program =
            Program.startOnNettyAlone(
                ThroughAProxy.class, "wss://example.test/", "http://127.0.0.1:" + proxy.port())) {
      proxy.acceptAnswering(
          "HTTP/1.1 407 Proxy Authentication Required\r\n"
              + "Proxy-Authenticate: Basic realm=\"a\"\r\nContent-Length: 0\r\n\r\n");
      program.line("The way to wss://example.test/ was barred for want of a login");
      assertThat(program.exit()).isZero();
    }
  }

  @Test
  void theTutorialsConnection() throws Exception {
    try (Server server = echo();
        Program program =
            Program.startOnNettyAlone(FirstConnection.class, server.uri().toString())) {
      program.line("PREPARING -> OPEN");
      program.line("received number 1");
    }
  }

  @Test
  void aVerticle() throws Exception {
    try (Server server =
            WebSockets.server()
                .transport("netty")
                .onOpen(session -> session.sendText("news"))
                .start();
        Program program = Program.start(ClientOnVertx.class, server.uri().toString())) {
      program.line("news");
    }
  }

  @Test
  void theWiringByGuice() throws Exception {
    try (Server server = echo();
        Program program = Program.start(GuiceWiring.class, server.uri().toString())) {
      program.line("PREPARING -> OPEN");
      program.line("answer: hello");
      assertThat(program.exit()).isZero();
    }
  }

  private static String echoOf(URI uri) throws Exception {
    CompletableFuture<String> echo = new CompletableFuture<>();
    try (Connection connection =
        WebSockets.client()
            .transport("netty")
            .endpoint(uri)
            .onText((session, text) -> echo.complete(text))
            .connect()) {
      connection.sendText("hello");
      return echo.get(60, TimeUnit.SECONDS);
    }
  }
}
