package dev.hawser.doctor.lab;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/** Name, TCP and TLS: rows R1 to R9. */
final class ConnectCases {
  private ConnectCases() {}

  static List<Case> all() {
    return List.of(
        Case.of("name-of-nobody", running -> "ws://nobody.invalid/live"),
        Case.of(
            "name-of-nobody-tls", running -> "wss://no-such-host.invalid:8443/live?token=s3cret"),
        Case.of(
            "only-v4-of-two",
            running -> "ws://dual.test:" + running.plain(Faults::healthy) + "/live"),
        Case.of(
            "only-v4-of-two-elsewhere",
            running -> "ws://dual.test:" + running.plain(Faults::healthy) + "/other?x=1"),
        Case.of("closed-port", running -> "ws://127.0.0.1:" + freed() + "/live"),
        Case.of("closed-port-tls", running -> "wss://127.0.0.1:" + freed() + "/live"),
        Case.of("syn-unanswered", running -> "ws://127.0.0.1:" + deaf(running) + "/live"),
        Case.of("syn-unanswered-tls", running -> "wss://127.0.0.1:" + deaf(running) + "/live"),
        tls("self-signed", new TestIdentity("CN=lab", "ip:127.0.0.1", "-validity", "7")),
        tls("unknown-issuer", new TestIdentity("CN=api, O=Nobody", "ip:127.0.0.1")),
        tls(
            "out-of-date",
            new TestIdentity("CN=lab", "ip:127.0.0.1", "-startdate", "-9d", "-validity", "3")),
        tls(
            "not-yet-in-date",
            new TestIdentity("CN=lab", "ip:127.0.0.1", "-startdate", "+3d", "-validity", "3")),
        tls("other-name", new TestIdentity("CN=lab", "dns:elsewhere.example")),
        named("other-name-trusted", new TestIdentity("CN=lab", "dns:*.example.com")),
        Case.of(
            "tls-to-http",
            running -> {
              int port =
                  running.plain(
                      conn -> {
                        conn.in().read();
                        conn.answer("400 Bad Request\r\nConnection: close", "what?");
                      });
              return "wss://127.0.0.1:" + port + "/live";
            }),
        Case.of(
            "tls-to-patient-http",
            running -> "wss://127.0.0.1:" + running.plain(Faults::healthy) + "/live"),
        Case.of(
            "clear-to-tls",
            running -> {
              ServerSocket listening = TestIdentity.loopback().listen(false);
              int port = running.add(new RawFaultServer(listening, Faults::healthy)).port();
              return "ws://127.0.0.1:" + port + "/live";
            }),
        Case.ws(
            "clear-to-tls-of-nginx",
            Faults.always(
                "400 Bad Request\r\nServer: nginx/1.22.1",
                "<center>The plain HTTP request was sent to HTTPS port</center>")),
        Case.ws(
            "clear-to-tls-alert",
            conn -> {
              conn.in().read();
              conn.raw(new byte[] {0x15, 3, 1, 0, 2, 2, 0x46});
            }),
        Case.of(
            "only-h2-by-alpn",
            running -> {
              ServerSocket listening = TestIdentity.loopback().listen(false, "h2");
              int port = running.add(new RawFaultServer(listening, Faults::silence)).port();
              return "wss://127.0.0.1:" + port + "/live";
            }),
        secured(
            "only-h2-by-frames",
            conn -> {
              conn.in().read();
              conn.raw(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
              Faults.silence(conn);
            }),
        tls("opened-on-the-way", new TestIdentity("CN=Avast Web/Mail Shield Root", "ip:127.0.0.1")),
        tls(
            "opened-on-the-way-too",
            new TestIdentity("CN=api, O=Zscaler Inc.", "ip:127.0.0.1", "-validity", "30")),
        Case.of(
            "client-certificate",
            running -> {
              TestIdentity identity = TestIdentity.loopback();
              ServerSocket listening = identity.listen(true);
              int port = running.add(new RawFaultServer(listening, Faults::healthy)).port();
              running.trust = identity.trust();
              return "wss://127.0.0.1:" + port + "/live";
            }),
        secured("healthy-tls", Faults::healthy),
        Case.ws("healthy", Faults::healthy),
        Case.ws(
            "healthy-with-pings",
            Faults.opened(
                conn -> {
                  conn.send(0x89, new byte[] {1});
                  conn.send(0x81, new byte[] {'h', 'i'});
                  conn.serve();
                })));
  }

  private static Case tls(String name, TestIdentity identity) {
    return Case.of(
        name,
        running -> {
          RawFaultServer server = new RawFaultServer(identity.listen(false), Faults::healthy);
          return "wss://127.0.0.1:" + running.add(server).port() + "/live";
        });
  }

  private static Case named(String name, TestIdentity identity) {
    return Case.of(
        name,
        running -> {
          running.trust = identity.trust();
          RawFaultServer server = new RawFaultServer(identity.listen(false), Faults::healthy);
          return "wss://127.0.0.1:" + running.add(server).port() + "/live";
        });
  }

  private static Case secured(String name, RawFaultServer.Fault fault) {
    return Case.of(
        name,
        running -> {
          TestIdentity identity = TestIdentity.loopback();
          running.trust = identity.trust();
          RawFaultServer server = new RawFaultServer(identity.listen(false), fault);
          return "wss://127.0.0.1:" + running.add(server).port() + "/live";
        });
  }

  private static int freed() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** A port whose queue is full: the kernel drops every further SYN, as a firewall does. */
  private static int deaf(Case.Running running) throws Exception {
    ServerSocket full = running.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    for (int i = 0; i < 2; i++) {
      running
          .add(new Socket())
          .connect(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), full.getLocalPort()), 1_000);
    }
    return full.getLocalPort();
  }
}
