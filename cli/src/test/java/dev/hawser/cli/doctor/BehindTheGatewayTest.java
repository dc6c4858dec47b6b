package dev.hawser.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.conformance.BlackHole;
import dev.hawser.conformance.Identity;
import dev.hawser.conformance.RawServer;
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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the doctor says of a URL whose gateway is in order and whose upstream is not: the cause, and
 * the hop, without and with a look at the upstream itself.
 */
class BehindTheGatewayTest {
  private static final Plan PLAN =
      Plan.standard().waits(UpstreamFault.AMPLE, Duration.ofSeconds(4), Duration.ofSeconds(1));

  private static ExecutorService threads;
  private static NettyTransport transport;

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
  private static void serve(ServerSocket listening, UpstreamFault.Fault fault) {
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

  private static void serve(Socket socket, UpstreamFault.Fault fault) {
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
        UpstreamFault.refuse(socket, "426 Upgrade Required");
      }
    } catch (IOException gone) {
      // Whoever asked has left.
    }
  }

  private static void notReached(URI upstream, Duration wait, String verdict) throws Exception {
    try (Gateway gateway =
        gateway(upstream, Budget.DEFAULT.upstream(wait, wait), Patience.DEFAULT)) {
      Target url = Target.of(gateway.uri() + "live");
      assertThat(verdict(Doctor.examine(url, PLAN)))
          .isEqualTo(verdict + " CONFIRMED GATEWAY_UPSTREAM");
    }
  }

  @Test
  void anUpstreamWhoseNameHasNoAddressIsNamed() throws Exception {
    notReached(URI.create("ws://no-such-host.invalid"), UpstreamFault.AMPLE, "DNS_NAME");
  }

  @Test
  void anUpstreamThatDoesNotAcceptConnectionsInTimeIsNamed() throws Exception {
    try (BlackHole hole = new BlackHole()) {
      notReached(hole.uri(), Duration.ofMillis(200), "BACKEND_DOWN");
    }
  }

  @Test
  void anUpstreamThatSpeaksNoTlsIsNamed() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
      threads.execute(
          () -> {
            try {
              while (true) {
                Socket socket = listening.accept();
                threads.execute(() -> sayAndEnd(socket, "HTTP/1.1 400 Bad Request\r\n\r\n"));
              }
            } catch (IOException closed) {
              // The test is over.
            }
          });
      URI secure = URI.create("wss://127.0.0.1:" + listening.getLocalPort());
      notReached(secure, UpstreamFault.AMPLE, "TLS_HANDSHAKE");
    }
  }

  private static void sayAndEnd(Socket socket, String text) {
    try (socket) {
      UpstreamFault.say(socket, text);
      socket.shutdownOutput();
      UpstreamFault.untilGone(socket);
    } catch (IOException gone) {
      // It has what it came for.
    }
  }

  @Test
  void anUpstreamWhoseCertificateIsNotTrustedIsNamed() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (RawServer listening = RawServer.secure(Identity.stranger(), UpstreamFault.AMPLE)) {
      threads.execute(() -> shakeHands(listening, over));
      notReached(listening.uri(""), UpstreamFault.AMPLE, "TLS_HANDSHAKE");
      over.set(true);
    }
  }

  private static void shakeHands(RawServer server, AtomicBoolean over) {
    while (!over.get()) {
      try {
        server.accept().close();
      } catch (AssertionError broken) {
        // As it has to be: nobody trusts it.
      }
    }
  }

  static List<UpstreamFault> rows() {
    return UpstreamFault.rows();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theCauseAndTheHopAreNamed(UpstreamFault row) throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
      int port = row.fault() == null ? 1 : listening.getLocalPort();
      serve(listening, row.fault());
      URI upstream = URI.create("ws://127.0.0.1:" + port);
      try (Gateway gateway = gateway(upstream, row.budget(), row.patience())) {
        Target url = Target.of(gateway.uri() + "live");
        assertThat(verdict(Doctor.examine(url, PLAN))).isEqualTo(row.alone());
        Target both = url.vias(List.of(Via.parse("app=127.0.0.1:" + port)));
        assertThat(verdict(Doctor.examine(both, PLAN))).isEqualTo(row.compared());
      }
    }
  }

  private static Gateway gateway(URI upstream, Budget budget, Patience patience) throws Exception {
    GatewayOptions options = GatewayOptions.to(upstream).with(budget).with(patience);
    ListenRequest where = ListenRequest.of("127.0.0.1", 0);
    return Gateway.start(options, where, Transports.both(transport), line -> {})
        .toCompletableFuture()
        .get(UpstreamFault.AMPLE.toSeconds(), TimeUnit.SECONDS);
  }

  private static String verdict(Report report) {
    Finding main = report.judgement().main();
    return main == null ? "HEALTHY" : main.cause() + " " + main.confidence() + " " + main.hop();
  }
}
