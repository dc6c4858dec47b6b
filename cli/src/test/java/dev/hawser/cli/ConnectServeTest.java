package dev.hawser.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.Server;
import dev.hawser.Session;
import dev.hawser.cli.option.CloseReasonConverter;
import dev.hawser.cli.option.RefusalConverter;
import dev.hawser.cli.relay.FaultRelay;
import dev.hawser.cli.serve.EchoServer;
import dev.hawser.cli.serve.Faults;
import dev.hawser.cli.wiring.Wiring;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code connect} against the server of {@code serve}, on real sockets. */
@Timeout(180)
class ConnectServeTest {
  private static final Duration SOON = Duration.ofMillis(150);

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final PipedOutputStream keepOpen = new PipedOutputStream();
  private EchoServer server;

  @AfterEach
  void close() throws IOException {
    if (server != null) {
      server.close();
    }
    keepOpen.close();
  }

  private String serve(Faults faults) throws IOException {
    return serveOn("netty", faults);
  }

  private String serveOn(String transport, Faults faults) throws IOException {
    server = EchoServer.start(transport, "127.0.0.1", 0, faults, log::add);
    return server.url();
  }

  private static int closedPort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private static Faults closing(String reason) {
    return new Faults(
        null, new CloseReasonConverter().convert(reason), Duration.ZERO, Faults.Line.SOUND);
  }

  private static Faults line(Faults.Line line) {
    return new Faults(null, null, Duration.ZERO, line);
  }

  /** A console whose input does not end. */
  private Captured open(String text) throws IOException {
    return new Captured(
        new SequenceInputStream(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            new PipedInputStream(keepOpen)));
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + 120_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline).as("waited 120 s for a condition").isNegative();
      LockSupport.parkNanos(1_000_000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"netty", "vertx", "tyrus"})
  void sendsLinesPrintsTheirEchoAndClosesWith1000AtTheEndOfInput(String transport)
      throws Exception {
    Captured console = Captured.withInput("ahoy\nété ⚓\n\nlast\n");
    String url = serveOn(transport, Faults.NONE);
    assertThat(console.run("connect", url, "--transport", transport)).isZero();
    assertThat(console.outLines()).containsExactly("ahoy", "été ⚓", "", "last");
    assertThat(console.err()).contains("connected", "closed: 1000 Normal Closure");
    until(() -> log.contains("session 1 ended: 1000 Normal Closure"));
  }

  @Test
  void aLineThatIsNotUtf8IsRefusedByItsNumberAndTheOthersAreSent() throws Exception {
    byte[] input = "ahoy\n\u00e9t\u00e9\nlast\n".getBytes(StandardCharsets.ISO_8859_1);
    Captured console = new Captured(new ByteArrayInputStream(input));
    assertThat(console.run("connect", serve(Faults.NONE))).isZero();
    assertThat(console.outLines()).containsExactly("ahoy", "last");
    assertThat(console.err()).contains("not sent: line 2 of the input is not UTF-8");
  }

  @Test
  void aProxyThatIsNotThereIsNamedWithoutItsLogin() throws Exception {
    String url = serve(Faults.NONE);
    String gone = "127.0.0.1:" + closedPort();
    Captured console = open("");
    int status =
        console.run("connect", url, "--no-reconnect", "--proxy", "http://jo:s3cret@" + gone);
    assertThat(status).isEqualTo(3);
    assertThat(console.err()).contains("the proxy http://" + gone).doesNotContain("s3cret");
    assertThat(log).noneMatch(line -> line.contains("session"));
  }

  @Test
  void sendsMoreLinesThanAnOutboxHoldsAndLosesNone() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      lines.append(i).append('\n');
    }
    Captured console = Captured.withInput(lines.toString());
    assertThat(console.run("connect", serve(Faults.NONE))).isZero();
    assertThat(console.out()).isEqualTo(lines.toString());
  }

  @Test
  void offersSubprotocolsAndNamesTheOneChosen() throws Exception {
    Captured console = Captured.withInput("");
    String url = serve(Faults.NONE);
    assertThat(console.run("connect", url, "--subprotocol", "v2,v1", "-H", "X-A: b")).isZero();
    assertThat(console.err()).contains("subprotocol v2");
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 0, closed by the peer: 1000 Normal Closure",
    "1008:no, 5, lost: 1008 Policy Violation",
    "1014:upstream, 5, lost: 1014 Bad Gateway",
    "4242:own, 5, lost: 4242 Private Use"
  })
  void aCloseOfThePeerDecidesTheStatus(String reason, int status, String shown) throws Exception {
    Captured console = open("");
    assertThat(console.run("connect", serve(closing(reason)), "--no-reconnect")).isEqualTo(status);
    assertThat(console.err()).contains(shown);
  }

  /** Runs through a relay whose line is struck once the client has shown this. */
  private int struck(Captured console, String shown, Consumer<FaultRelay> fault, String... more)
      throws Exception {
    URI direct = URI.create(serve(Faults.NONE));
    InetAddress here = InetAddress.getLoopbackAddress();
    InetSocketAddress behind = new InetSocketAddress(here, direct.getPort());
    try (FaultRelay relay = FaultRelay.start(new InetSocketAddress(here, 0), behind)) {
      List<String> line = new ArrayList<>(List.of("connect", "--no-reconnect"));
      line.add("ws://127.0.0.1:" + relay.address().getPort() + "/");
      line.addAll(List.of(more));
      CompletableFuture<Integer> run =
          CompletableFuture.supplyAsync(() -> console.run(line.toArray(String[]::new)));
      until(() -> (console.out() + console.err()).contains(shown));
      fault.accept(relay);
      return run.get();
    }
  }

  @Test
  void aLineThatIsResetIsLost() throws Exception {
    Captured console = open("ahoy\n");
    assertThat(struck(console, "ahoy\n", FaultRelay::reset)).isEqualTo(6);
    assertThat(console.outLines()).containsExactly("ahoy");
    assertThat(console.err()).contains("1006 Abnormal Closure");
  }

  @Test
  void aLineThatEndsWithoutACloseIsLost() throws Exception {
    assertThat(struck(open(""), "connected", FaultRelay::finish)).isEqualTo(6);
  }

  @Test
  void aSilentLineIsFoundByTheHeartbeat() throws Exception {
    assertThat(struck(open(""), "connected", FaultRelay::silence, "--heartbeat", "100ms/2s"))
        .isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void theServersLineBreaksByItselfWhereThatWasAsked(int which) throws Exception {
    Duration rst = which == 0 ? SOON : null;
    Duration fin = which == 1 ? SOON : null;
    String url = serve(line(new Faults.Line(rst, fin, null)));
    assertThat(open("").run("connect", url, "--no-reconnect")).isIn(3, 6);
  }

  @Test
  void comesBackAfterEachLossUntilTheAttemptsAreUsedUp() throws Exception {
    Captured console = open("");
    String url = serve(closing("1014"));
    assertThat(console.run("connect", url, "--backoff", "10ms-20ms", "--max-attempts", "3"))
        .isEqualTo(5);
    assertThat(log).filteredOn(line -> line.endsWith("open")).hasSize(4);
    assertThat(console.err().lines().filter(line -> line.startsWith("again in"))).hasSize(3);
    assertThat(console.err()).contains("not coming back: 3 attempts");
  }

  @Test
  void obeysTheProfileOfAVendor() throws Exception {
    Captured console = open("");
    String url = serve(closing("4001"));
    assertThat(console.run("connect", url, "--stay", "--vendor", "pusher")).isEqualTo(5);
    assertThat(console.err())
        .contains("Pusher Channels calls it 'Application does not exist' and asks to stop");
  }

  @Test
  void aRefusedHandshakeHasAStatusOfItsOwn() throws Exception {
    Faults refusing =
        new Faults(new RefusalConverter().convert("401"), null, Duration.ZERO, Faults.Line.SOUND);
    Captured console = open("");
    assertThat(console.run("connect", serve(refusing))).isEqualTo(4);
    assertThat(log.get(0)).startsWith("refused / from 127.0.0.1");
  }

  @Test
  void nobodyListeningHasAStatusOfItsOwn() throws Exception {
    int free = closedPort();
    Captured console = Captured.withInput("");
    assertThat(console.run("connect", "ws://127.0.0.1:" + free, "--no-reconnect")).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--close=1000", "--rst-after=1s", "--transport=vertx", "--transport=tyrus"})
  void aPortThatIsTakenIsNamedWithTheReason(String option) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Captured console = Captured.withInput("");
      String port = Integer.toString(taken.getLocalPort());
      assertThat(console.run("serve", "--port", port, option)).isEqualTo(1);
      assertThat(console.err())
          .startsWith("hawser: cannot listen on 127.0.0.1:" + port + ": ")
          .contains("in use")
          .doesNotContain("Exception");
      assertThat(console.out()).isEmpty();
    }
  }

  @Test
  void theServersUrlStandsAloneOnItsOutputAndIsReadyToDial() throws Exception {
    Captured serving = Captured.withInput("");
    Thread thread = new Thread(() -> serving.run("serve", "--fin-after", "1h"));
    thread.start();
    until(() -> serving.out().endsWith("\n"));
    assertThat(serving.outLines()).hasSize(1);
    String url = serving.outLines().get(0);
    assertThat(url).matches("ws://127\\.0\\.0\\.1:\\d+/");
    Captured console = Captured.withInput("hello\n");
    assertThat(console.run("connect", url)).isZero();
    assertThat(console.outLines()).containsExactly("hello");
    thread.interrupt();
    thread.join();
    assertThat(serving.outLines()).hasSize(1);
    assertThat(serving.err()).contains("session 1 open", "session 1 ended: 1000");
  }

  @Test
  void staysAfterTheEndOfInputWhenAsked() throws Exception {
    Captured console = Captured.withInput("hello\n");
    AtomicReference<Session> there = new AtomicReference<>();
    try (Wiring wiring = Wiring.of("netty");
        Server echo =
            wiring
                .server()
                .port(0)
                .onOpen(there::set)
                .onText((session, text) -> session.sendText(text))
                .start()) {
      CompletableFuture<Integer> run =
          CompletableFuture.supplyAsync(
              () -> console.run("connect", echo.uri().toString(), "--stay"));
      until(() -> console.outLines().equals(List.of("hello")));
      there.get().close(CloseReason.of(CloseCode.NORMAL_CLOSURE, ""));
      assertThat(run.get()).isZero();
    }
    assertThat(console.err()).contains("closed by the peer: 1000");
  }
}
