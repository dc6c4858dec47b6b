package dev.hawser.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.conformance.RawBytes;
import dev.hawser.doctor.Doctor;
import dev.hawser.doctor.Report;
import dev.hawser.doctor.judge.Finding;
import dev.hawser.doctor.plan.Plan;
import dev.hawser.doctor.plan.Target;
import dev.hawser.doctor.plan.Via;
import dev.hawser.gateway.Budget;
import dev.hawser.gateway.Gateway;
import dev.hawser.gateway.GatewayOptions;
import dev.hawser.gateway.Patience;
import dev.hawser.gateway.Transports;
import dev.hawser.time.WheelTimers;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.TransportContext;
import dev.hawser.transport.netty.NettyTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the doctor says of a URL whose gateway is in order and whose upstream is not: the cause, and
 * the hop, without and with a look at the upstream itself.
 */
class BehindTheGatewayTest {
  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final Plan PLAN =
      Plan.standard().waits(AMPLE, Duration.ofSeconds(4), Duration.ofSeconds(1));

  private static ExecutorService threads;
  private static NettyTransport transport;

  /** What an upstream does with an upgrade request; then its socket is closed. */
  interface Fault {
    void act(String head, Socket socket) throws IOException;
  }

  /** What an upstream does with an open session; then its socket is closed. */
  interface Opened {
    void act(Socket socket) throws IOException;
  }

  /**
   * A fault.
   *
   * @param fault what the upstream does, null for none that listens
   * @param alone the verdict on the URL: cause, confidence and hop
   * @param compared the verdict where the upstream is examined too, as hop {@code app}
   */
  record Row(String event, Fault fault, String alone, String compared) {
    @Override
    public String toString() {
      return event;
    }
  }

  static List<Row> rows() {
    String down = "BACKEND_DOWN CONFIRMED GATEWAY_UPSTREAM";
    String slow = "BACKEND_SLOW CONFIRMED GATEWAY_UPSTREAM";
    String broken = "PROTOCOL_ERROR CONFIRMED GATEWAY_UPSTREAM";
    return List.of(
        new Row("nobody listens", null, down, "BACKEND_DOWN CONFIRMED app"),
        new Row(
            "FIN instead of an answer", (head, socket) -> {}, down, "BACKEND_DOWN CONFIRMED app"),
        new Row(
            "RST instead of an answer",
            (head, s) -> s.setSoLinger(true, 0),
            down,
            "BACKEND_DOWN CONFIRMED app"),
        new Row(
            "no answer", (head, socket) -> untilGone(socket), slow, "BACKEND_SLOW CONFIRMED app"),
        new Row(
            "what comes is no HTTP",
            (head, socket) -> say(socket, "SSH-2.0-OpenSSH_9.2\r\n"),
            "NOT_HTTP CONFIRMED GATEWAY_UPSTREAM",
            "NOT_HTTP CONFIRMED app"),
        new Row(
            "101 with a wrong accept key",
            (head, socket) ->
                say(socket, RawBytes.switching(head).replaceFirst("Accept: .{4}", "Accept: AAAA")),
            "ACCEPT_MISMATCH CONFIRMED GATEWAY_UPSTREAM",
            "ACCEPT_MISMATCH CONFIRMED app"),
        new Row(
            "401 of its own",
            (head, socket) -> refuse(socket, "401 Unauthorized\r\nWWW-Authenticate: Bearer"),
            "AUTH CONFIRMED CLIENT",
            "AUTH CONFIRMED app"),
        new Row(
            "503 of its own",
            (head, socket) -> refuse(socket, "503 Service Unavailable"),
            "OVERLOAD POSSIBLE GATEWAY_UPSTREAM",
            "OVERLOAD POSSIBLE app"),
        open("FIN", socket -> {}, down, "BACKEND_DOWN CONFIRMED app"),
        open("RST", socket -> socket.setSoLinger(true, 0), down, "BACKEND_DOWN CONFIRMED app"),
        open("silence", BehindTheGatewayTest::untilGone, slow, "BACKEND_SLOW CONFIRMED app"),
        open(
            "a reserved bit",
            socket -> lastWords(socket, 0xC1, 1, 'a'),
            broken,
            "PROTOCOL_ERROR CONFIRMED app"),
        open(
            "Close 1006",
            socket -> lastWords(socket, 0x88, 2, 3, 0xEE),
            broken,
            "PEER_ILLEGAL_CLOSE CONFIRMED app"),
        open(
            "Close 1011",
            socket -> lastWords(socket, 0x88, 2, 3, 0xF3),
            "SERVER_ERROR CONFIRMED BACKEND",
            "SERVER_ERROR CONFIRMED app"));
  }

  private static Row open(String event, Opened fault, String alone, String compared) {
    return new Row(
        "behind the 101: " + event,
        (head, socket) -> {
          say(socket, RawBytes.switching(head));
          fault.act(socket);
        },
        alone,
        compared);
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void refuse(Socket socket, String status) throws IOException {
    say(socket, "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
  }

  private static void lastWords(Socket socket, int... bytes) throws IOException {
    byte[] frame = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      frame[i] = (byte) bytes[i];
    }
    socket.getOutputStream().write(frame);
    socket.shutdownOutput();
    untilGone(socket);
  }

  private static void untilGone(Socket socket) throws IOException {
    while (socket.getInputStream().read() >= 0) {
      // What comes is not answered.
    }
  }

  @BeforeAll
  static void start() {
    threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "behind-the-gateway");
              thread.setDaemon(true);
              return thread;
            });
    transport = NettyTransport.create(new TransportContext(WheelTimers.shared(), threads));
  }

  @AfterAll
  static void stop() {
    transport.close();
    threads.shutdownNow();
  }

  /** Serves until the socket is closed, each connection on a thread of its own. */
  private static void serve(ServerSocket listening, Fault fault) {
    threads.execute(
        () -> {
          try {
            while (true) {
              Socket socket = listening.accept();
              threads.execute(() -> serve(socket, fault));
            }
          } catch (IOException closed) {
            // The row is over.
          }
        });
  }

  private static void serve(Socket socket, Fault fault) {
    try (socket) {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int one = socket.getInputStream().read();
        if (one < 0) {
          return;
        }
        head.append((char) one);
        if (head.charAt(0) != 'G') {
          return; // TLS, to see whether it is spoken here
        }
      }
      if (head.toString().contains("Sec-WebSocket-Key")) {
        fault.act(head.toString(), socket);
      } else {
        refuse(socket, "426 Upgrade Required");
      }
    } catch (IOException gone) {
      // Whoever asked has left.
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theCauseAndTheHopAreNamed(Row row) throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
      int port = row.fault() == null ? 1 : listening.getLocalPort();
      serve(listening, row.fault());
      try (Gateway gateway = gateway(port)) {
        Target url = Target.of(gateway.uri() + "live");
        assertThat(verdict(Doctor.examine(url, PLAN))).isEqualTo(row.alone());
        Target both = url.vias(List.of(Via.parse("app=127.0.0.1:" + port)));
        assertThat(verdict(Doctor.examine(both, PLAN))).isEqualTo(row.compared());
      }
    }
  }

  private static Gateway gateway(int port) throws Exception {
    GatewayOptions options =
        GatewayOptions.to(URI.create("ws://127.0.0.1:" + port))
            .with(Budget.DEFAULT.upstream(AMPLE, Duration.ofMillis(500)))
            .with(Patience.DEFAULT.pings(Duration.ofMillis(100), 2));
    ListenRequest where = ListenRequest.of("127.0.0.1", 0);
    return Gateway.start(options, where, Transports.both(transport), line -> {})
        .toCompletableFuture()
        .get(AMPLE.toSeconds(), TimeUnit.SECONDS);
  }

  private static String verdict(Report report) {
    Finding main = report.judgement().main();
    return main == null ? "HEALTHY" : main.cause() + " " + main.confidence() + " " + main.hop();
  }
}
