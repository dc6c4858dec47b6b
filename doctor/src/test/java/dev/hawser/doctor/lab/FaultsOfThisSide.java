package dev.hawser.doctor.lab;

import dev.hawser.Connection;
import dev.hawser.Parting;
import dev.hawser.Server;
import dev.hawser.State;
import dev.hawser.WebSockets;
import dev.hawser.heartbeat.Heartbeat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * What a client of the library goes through by its own doing, or on a way that only a connection in
 * use shows; what it is stands in {@code own.csv}. Nothing here must happen within a time: each
 * step waits for what it needs, and a silence may be longer than it has to be.
 */
final class FaultsOfThisSide {
  private static final Heartbeat EAGER =
      Heartbeat.every(Duration.ofMillis(300)).pongWithin(Duration.ofSeconds(1));

  /** So slow that no Ping is under way when the message goes. */
  private static final Heartbeat CALM =
      Heartbeat.every(Duration.ofSeconds(5)).pongWithin(Duration.ofSeconds(5));

  private FaultsOfThisSide() {}

  /** How one case runs. */
  interface Run {
    Parting on(FaultBench bench) throws Exception;
  }

  /** A name, and what happens. */
  record One(String name, Run run) {}

  static List<One> all() {
    return List.of(
        new One(
            "pings-unread-and-told",
            bench -> blocked(bench, conn -> conn.close(1011, "keepalive ping timeout"))),
        new One(
            "pings-unread-and-cut", bench -> blocked(bench, conn -> conn.socket.shutdownOutput())),
        new One("deaf-and-reading", bench -> heard(bench, Faults::silence)),
        new One("deaf-and-not-reading", bench -> heard(bench, FaultsOfThisSide::untilTheEnd)),
        new One("hole-at-five-kilobytes", bench -> large(bench, 5_000, Faults::silence)),
        new One(
            "hole-at-thirty-two-megabytes",
            bench -> large(bench, 32 << 20, FaultsOfThisSide::untilTheEnd)),
        new One("closed-before-the-answer", FaultsOfThisSide::closedBeforeTheAnswer),
        new One("closed-before-tcp-stood", FaultsOfThisSide::closedBeforeTcpStood),
        new One("nothing-to-say", bench -> quiet(bench, 0)),
        new One("nothing-more-to-say", bench -> quiet(bench, 3)),
        new One("header-of-20-kilobytes", bench -> tooBig(bench, "", "x".repeat(20_000))),
        new One("url-of-20-kilobytes", bench -> tooBig(bench, "?" + "x".repeat(20_000), "x")),
        new One("tls-port-of-the-jdk", FaultsOfThisSide::tlsPort),
        new One(
            "tls-port-that-alerts",
            bench -> dial(bench, conn -> conn.raw(new byte[] {0x15, 3, 1, 0, 2, 2, 0x46}))),
        new One("told-1014", bench -> closed(bench, "")),
        new One("told-1014-reset", bench -> closed(bench, "1014 upstream_reset id=8f3a2c")),
        new One("told-1014-timeout", bench -> closed(bench, "upstream_timeout")),
        new One("told-1014-timed-out", bench -> closed(bench, "upstream timed out")),
        new One("ssh", bench -> dial(bench, conn -> conn.raw("SSH-2.0-OpenSSH_9.2\r\n"))),
        new One("redis", bench -> dial(bench, conn -> conn.raw("-ERR unknown command\r\n"))));
  }

  /** The application holds up the link's thread while Pings come in; then this. */
  private static Parting blocked(FaultBench bench, RawFaultServer.Fault then) throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch struck = new CountDownLatch(1);
    String url =
        bench.serve(
            Faults.opened(
                conn -> {
                  conn.send(0x81, new byte[] {'g', 'o'});
                  FaultBench.await(entered);
                  conn.raw(new byte[] {(byte) 0x89, 0, (byte) 0x89, 0, (byte) 0x89, 0});
                  Faults.pause(1_200);
                  then.serve(conn);
                  struck.countDown();
                  Faults.silence(conn);
                }));
    return FaultBench.end(
        bench
            .client(url)
            .onText(
                (session, text) -> {
                  entered.countDown();
                  FaultBench.await(struck);
                })
            .connect());
  }

  /** A peer that answers nothing from the upgrade on. */
  private static Parting heard(FaultBench bench, RawFaultServer.Fault then) throws Exception {
    String url = bench.serve(Faults.opened(then));
    return FaultBench.end(bench.client(url).heartbeat(EAGER).connect());
  }

  /** Small things pass; from the first large message on nothing comes back. */
  private static Parting large(FaultBench bench, int bytes, RawFaultServer.Fault then)
      throws Exception {
    String url =
        bench.serve(
            Faults.opened(
                conn -> {
                  conn.send(0x81, new byte[] {'g', 'o'});
                  then.serve(conn);
                }));
    ByteBuffer message = ByteBuffer.allocate(bytes);
    return FaultBench.end(
        bench
            .client(url)
            .heartbeat(CALM)
            // In the turn that brought the greeting: nothing comes between.
            .onText((session, text) -> session.sendBinary(message))
            .connect());
  }

  private static Parting closedBeforeTheAnswer(FaultBench bench) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    String url =
        bench.serve(
            conn -> {
              conn.request();
              asked.countDown();
              Faults.silence(conn);
            });
    Connection connection = bench.client(url).connect();
    FaultBench.await(asked);
    connection.close();
    return FaultBench.end(connection);
  }

  /** A full queue: the kernel drops the SYN. */
  private static Parting closedBeforeTcpStood(FaultBench bench) throws Exception {
    InetAddress here = InetAddress.getLoopbackAddress();
    ServerSocket full = bench.add(new ServerSocket(0, 1, here));
    for (int i = 0; i < 2; i++) {
      bench.add(new Socket(here, full.getLocalPort()));
    }
    CountDownLatch dialling = new CountDownLatch(1);
    Connection connection =
        bench
            .client("ws://127.0.0.1:" + full.getLocalPort() + "/")
            .onState(
                change -> {
                  if (change.to() == State.CONNECTING) {
                    dialling.countDown();
                  }
                })
            .connect();
    FaultBench.await(dialling);
    connection.close();
    return FaultBench.end(connection);
  }

  /** A server in order that sends so many messages and then has nothing to say. */
  private static Parting quiet(FaultBench bench, int messages) throws Exception {
    String url =
        bench.serve(
            Faults.opened(
                conn -> {
                  for (int i = 0; i < messages; i++) {
                    conn.send(0x81, new byte[] {'n'});
                  }
                  conn.serve();
                }));
    Heartbeat listening = Heartbeat.expectTraffic(Duration.ofSeconds(1));
    return FaultBench.end(bench.client(url).heartbeat(listening).connect());
  }

  /** A request that is larger than Hawser's own server takes. */
  private static Parting tooBig(FaultBench bench, String query, String header) throws Exception {
    Server server = WebSockets.server().port(0).start();
    bench.add(() -> server.close());
    String url = "ws://127.0.0.1:" + server.port() + "/live" + query;
    return FaultBench.end(bench.client(url).header("X-Session", header).connect());
  }

  private static Parting closed(FaultBench bench, String reason) throws Exception {
    return heard(
        bench,
        conn -> {
          conn.close(1014, reason);
          Faults.silence(conn);
        });
  }

  private static Parting tlsPort(FaultBench bench) throws Exception {
    ServerSocket listening = TestIdentity.loopback().listen(false);
    int port = bench.add(new RawFaultServer(listening, Faults::healthy)).port();
    return FaultBench.end(bench.client("ws://127.0.0.1:" + port + "/live").connect());
  }

  /** Something that answers every request like that and waits. */
  private static Parting dial(FaultBench bench, RawFaultServer.Fault answer) throws Exception {
    String url =
        bench.serve(
            conn -> {
              conn.request();
              answer.serve(conn);
              Faults.silence(conn);
            });
    return FaultBench.end(bench.client(url).connect());
  }

  /** Reads nothing while the case runs. */
  private static void untilTheEnd(Conn conn) throws IOException {
    while (!conn.socket.isClosed()) {
      Faults.pause(50);
    }
  }
}
