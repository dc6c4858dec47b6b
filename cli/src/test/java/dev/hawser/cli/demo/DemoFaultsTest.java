package dev.hawser.cli.demo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.of;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawser.Accept;
import dev.hawser.cli.Captured;
import dev.hawser.cli.serve.EchoServer;
import dev.hawser.cli.serve.Faults;
import dev.hawser.cli.wiring.Wiring;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault of the demo, as {@code hawser watch} and {@code hawser doctor} see it. */
@Timeout(180)
class DemoFaultsTest {
  private static final Pattern LOSS = Pattern.compile("(lost with \\d+|no connection), ([A-Z_]+)");
  private static final CloseReason OVERLOADED =
      CloseReason.of(CloseCode.TRY_AGAIN_LATER, "overloaded");

  /** What the demo's server lets in. */
  private static final String TOKEN = "Authorization: Bearer 1";

  /** The connections of the idle test: three silent ones, one with Pings, one with Pongs. */
  private static final int WATCHED = 5;

  private final Captured console = Captured.withInput("");
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void stop() {
    clock.shutdownNow();
  }

  private static void await(Object what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline).as("%s", what).isNegative();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private List<String> losses() {
    List<String> all = new ArrayList<>();
    Matcher matcher = LOSS.matcher(console.out());
    while (matcher.find()) {
      all.add(matcher.group(1).replaceAll("^lost with ", "") + " " + matcher.group(2));
    }
    return all;
  }

  static Stream<Arguments> whatTheWatchSays() {
    return Stream.of(
        of("rst", null, (Step.Strike) scene -> scene.relay().reset(), "1006 BACKEND_CRASH"),
        of("fin", null, Step.FIN.strike(), "1006 FIN_WITHOUT_CLOSE"),
        of("silent", null, Step.SILENT.strike(), "1006 PATH_DEAD"),
        of("refused", null, (Step.Strike) DemoFaultsTest::refuse, "no connection OVERLOAD"),
        of("restart", null, Step.RESTART.strike(), "1012 SERVICE_RESTART"),
        of("bad-gateway", null, Step.BAD_GATEWAY.strike(), "1014 BACKEND_DOWN"),
        of("flapping", null, Step.FLAPPING.strike(), "1013 FLAPPING"),
        of("drain", null, Step.DRAIN.strike(), "1012 SERVICE_RESTART"),
        of("credentials", null, Step.CREDENTIALS.strike(), "3000 AUTH"),
        of("upstream-killed", "vertx", (Step.Strike) s -> s.relay().reset(), "1014 BACKEND_DOWN"),
        of("not-listening", "vertx", Step.NOT_LISTENING.strike(), "no connection BACKEND_DOWN"),
        of("upstream-silent", "vertx", Step.UPSTREAM_SILENT.strike(), "no connection BACKEND_SLOW"),
        of("gateway-drained", "vertx", Step.GATEWAY_DRAINED.strike(), "1012 SERVICE_RESTART"));
  }

  /** The client of the demo dials anew by itself; here its line ends, so that it must. */
  private static void refuse(Scene scene) {
    scene.server().refuseOnce(Accept.refuse(503).retryAfter(Duration.ofSeconds(1)));
    scene.finish();
  }

  @ParameterizedTest(name = "{0}: {3}")
  @MethodSource
  void whatTheWatchSays(String name, String gateway, Step.Strike strike, String expected)
      throws Exception {
    try (Wiring wiring = Wiring.of("netty");
        Scene scene = new Scene(wiring, clock, gateway)) {
      String pings = name.equals("silent") ? "500ms/500ms" : "off";
      String[] line = {
        "watch",
        scene.url(),
        "-H",
        TOKEN,
        "--for",
        "2m",
        "--lang",
        "en",
        "--return-within",
        "200ms",
        "--heartbeat",
        pings
      };
      CompletableFuture<Integer> run = CompletableFuture.supplyAsync(() -> console.run(line));
      await("a session", () -> console.out().contains(": open"));
      strike.on(scene);
      await(expected + " in " + name, () -> losses().contains(expected) || run.isDone());
      assertThat(losses()).as(console.out()).contains(expected);
      // What the script shows by its first loss is the first thing said, too.
      if (!expected.startsWith("no") && !name.equals("flapping")) {
        assertThat(losses().get(0)).isEqualTo(expected);
      }
      await("the end of the watch", () -> ended(scene, run));
      assertThat(run.get()).isEqualTo(16);
    }
  }

  private static boolean ended(Scene scene, CompletableFuture<Integer> run) {
    scene.close(CloseReason.of(CloseCode.NORMAL_CLOSURE, "over"));
    return run.isDone();
  }

  static Stream<Arguments> whatTheDoctorSees() {
    return Stream.of(
        of("rst", null, (Step.Strike) s -> s.relay().reset(), "PROXY_RELOAD_OR_EDGE_RESTART"),
        of("fin", null, Step.FIN.strike(), "PROXY_RELOAD_OR_EDGE_RESTART"),
        of("silent", null, Step.SILENT.strike(), "PATH_DEAD"),
        of("restart", null, Step.RESTART.strike(), "SERVICE_RESTART"),
        of("bad-gateway", null, Step.BAD_GATEWAY.strike(), "BACKEND_DOWN"),
        of("drain", null, Step.DRAIN.strike(), "SERVICE_RESTART"),
        of("credentials", null, Step.CREDENTIALS.strike(), "AUTH"),
        of("upstream-killed", "vertx", (Step.Strike) s -> s.relay().reset(), "BACKEND_DOWN"),
        of("gateway-drained", "vertx", Step.GATEWAY_DRAINED.strike(), "SERVICE_RESTART"));
  }

  /** The fault strikes once all probes but the idle test are done: its connections see it. */
  @ParameterizedTest(name = "{0}: {3}")
  @MethodSource
  void whatTheDoctorSees(String name, String gateway, Step.Strike strike, String expected)
      throws Exception {
    try (Wiring wiring = Wiring.of("netty");
        Scene scene = new Scene(wiring, clock, gateway)) {
      AtomicReference<Thread> doctor = new AtomicReference<>();
      CompletableFuture<JsonNode> run =
          CompletableFuture.supplyAsync(
              () -> {
                doctor.set(Thread.currentThread());
                return doctor(scene.url(), "19s"); // from 20 s on it holds more connections
              });
      await(
          "the watched connections alone",
          () -> waitsForTheIdleTest(doctor.get()) && scene.relay().tunnels() == WATCHED);
      strike.on(scene);
      JsonNode said = run.get(120, SECONDS);
      assertThat(said.at("/verdict/cause").asText()).as("%s", said).isEqualTo(expected);
    }
  }

  /** Whether the doctor is through with all it asks, and waits for the connections it watches. */
  private static boolean waitsForTheIdleTest(@Nullable Thread doctor) {
    return doctor != null
        && Stream.of(doctor.getStackTrace())
            .anyMatch(
                frame ->
                    frame.getClassName().endsWith(".IdleTest")
                        && frame.getMethodName().equals("finish"));
  }

  @Test
  void theDoctorSeesARefusalThatLasts() throws Exception {
    Faults refusing =
        new Faults(
            Accept.refuse(503).retryAfter(Duration.ofSeconds(1)),
            null,
            Duration.ZERO,
            Faults.Line.SOUND);
    try (EchoServer server = EchoServer.start("netty", "127.0.0.1", 0, refusing, line -> {})) {
      assertThat(verdict(server.url())).isEqualTo("OVERLOAD LIKELY UNKNOWN");
    }
  }

  @Test
  void whatFlapsTellsTheDoctorItsReasonItself() throws Exception {
    Faults flapping = new Faults(null, OVERLOADED, Duration.ZERO, Faults.Line.SOUND);
    try (EchoServer server = EchoServer.start("netty", "127.0.0.1", 0, flapping, line -> {})) {
      assertThat(verdict(server.url())).isEqualTo("OVERLOAD CONFIRMED UNKNOWN");
    }
  }

  @Test
  void theDoctorSeesAnUpstreamThatIsGoneAndOneThatIsSilent() throws Exception {
    try (Wiring wiring = Wiring.of("netty");
        Scene scene = new Scene(wiring, clock, "vertx");
        ServerSocket nobody = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      scene.relay().target(new InetSocketAddress(nobody.getInetAddress(), nobody.getLocalPort()));
      assertThat(verdict(scene.url())).startsWith("BACKEND_SLOW CONFIRMED");
      scene.relay().refuse();
      assertThat(verdict(scene.url())).startsWith("BACKEND_DOWN CONFIRMED");
    }
  }

  private static String verdict(String url) {
    JsonNode verdict = doctor(url, "1s").get("verdict");
    return verdict.get("cause").asText()
        + " "
        + verdict.get("confidence").asText()
        + " "
        + verdict.get("hop").asText();
  }

  private static JsonNode doctor(String url, String idle) {
    try {
      Captured one = Captured.withInput("");
      one.run("doctor", url, "-H", TOKEN, "--json", "--lang", "en", "--idle", idle);
      return new ObjectMapper().readTree(one.out());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
