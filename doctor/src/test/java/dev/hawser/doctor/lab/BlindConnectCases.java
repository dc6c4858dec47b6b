package dev.hawser.doctor.lab;

import static dev.hawser.doctor.lab.BlindActs.always;
import static dev.hawser.doctor.lab.BlindActs.bye;
import static dev.hawser.doctor.lab.BlindActs.bytes;
import static dev.hawser.doctor.lab.BlindActs.hush;
import static dev.hawser.doctor.lab.BlindActs.session;

import dev.hawser.doctor.lab.BlindAuthority.Dates;
import dev.hawser.doctor.lab.BlindAuthority.How;
import dev.hawser.doctor.lab.BlindAuthority.Leaf;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/** Blind cases of the way to the host: names, ports, other services, TLS. */
final class BlindConnectCases {
  private static final RawFaultServer.Fault ECHO = session(Conn::serve);

  private BlindConnectCases() {}

  static List<Case> all() {
    return List.of(
        Case.of("b-typo-in-the-name", running -> "ws://sockets.acme-internal.invalid/live"),
        Case.of(
            "b-nobody-home-at-443-twin", running -> "wss://localhost:" + deaf(running) + "/live"),
        Case.of(
            "b-daemon-bound-to-v4-only", running -> "ws://[::1]:" + running.plain(ECHO) + "/live"),
        Case.ws("b-sshd", banner("SSH-2.0-dropbear_2022.83\r\n")),
        Case.ws("b-mail-relay", BlindConnectCases::smtp),
        Case.ws("b-key-value-store", BlindConnectCases::redis),
        Case.ws("b-remote-desktop", banner("RFB 003.008\n")),
        Case.ws("b-database-greeting", BlindConnectCases::mysql),
        Case.ws("b-camera-stream", BlindConnectCases::rtsp),
        Case.ws("b-broker-hangs-up", BlindConnectCases::dropsAtFirstBytes),
        Case.ws("b-grpc-port", BlindConnectCases::http2),
        Case.ws("b-alert-to-clear-text", BlindConnectCases::alertToClearText),
        Case.ws(
            "b-go-tls-port",
            conn -> {
              conn.request();
              conn.raw("HTTP/1.0 400 Bad Request\r\n\r\n");
              conn.raw("Client sent an HTTP request to an HTTPS server.\n");
              bye(conn);
            }),
        Case.of(
            "b-jdk-tls-port",
            running ->
                "ws://" + at(running, authority().listen(Leaf.loopback(), How.usual()), ECHO)),
        Case.of(
            "b-tls-to-clear-echo", running -> "wss://127.0.0.1:" + running.plain(ECHO) + "/live"),
        Case.of(
            "b-tls-to-clear-web-server",
            running -> "wss://127.0.0.1:" + running.plain(BlindConnectCases::badRequestAtOnce)),
        Case.of(
            "b-tls-to-ssh",
            running -> "wss://127.0.0.1:" + running.plain(banner("SSH-2.0-OpenSSH_9.2p1\r\n"))),
        Case.of(
            "b-ran-out-yesterday",
            running -> trusted(running, new Leaf("CN=edge", "127.0.0.1", new Dates(-20, -1)))),
        Case.of(
            "b-valid-from-next-week",
            running -> trusted(running, new Leaf("CN=edge", "127.0.0.1", new Dates(7, 90)))),
        Case.of(
            "b-certificate-of-the-default-vhost",
            running ->
                trusted(running, new Leaf("CN=www.acme.example", "www.acme.example", days()))),
        Case.of(
            "b-authority-nobody-knows",
            running -> "wss://" + untrusted(running, "CN=ops ca 4,O=Acme")),
        Case.of("b-company-opens-tls", BlindConnectCases::inspected),
        Case.of(
            "b-certificate-wanted-12", running -> trusted(running, new How(true, "TLSv1.2"), ECHO)),
        Case.of(
            "b-certificate-wanted-13", running -> trusted(running, new How(true, "TLSv1.3"), ECHO)),
        Case.of(
            "b-certificate-wanted-by-status",
            running ->
                trusted(
                    running,
                    How.usual(),
                    always(
                        "400 Bad Request\r\nServer: nginx\r\nContent-Type: text/html",
                        "<html><head><title>400 No required SSL certificate was sent</title></head>"
                            + "<body><center>No required SSL certificate was sent</center></body>"
                            + "</html>"))),
        Case.of(
            "b-h2-by-alpn",
            running -> trusted(running, new How(false, "TLSv1.3", "h2"), BlindConnectCases::http2)),
        tlsBytes("b-tls-of-2001", oldServerHello()),
        tlsBytes("b-no-cipher-in-common", bytes(0x15, 3, 3, 0, 2, 2, 40)),
        tlsBytes("b-name-not-configured", bytes(0x15, 3, 3, 0, 2, 2, 112)),
        Case.of(
            "b-tls-hello-into-the-void",
            running -> "wss://127.0.0.1:" + running.plain(BlindActs::hush) + "/live"),
        Case.of("b-tls-12-echo", running -> trusted(running, new How(false, "TLSv1.2"), ECHO)));
  }

  /** Returns a port that is taken, and on which nothing listens. */
  private static int deaf(Case.Running running) throws IOException {
    Socket bound = running.add(new Socket());
    bound.bind(new InetSocketAddress("127.0.0.1", 0));
    return bound.getLocalPort();
  }

  private static Dates days() {
    return Leaf.loopback().dates();
  }

  private static BlindAuthority authority() {
    return new BlindAuthority("CN=ops ca 4,O=Acme");
  }

  private static String at(Case.Running running, ServerSocket door, RawFaultServer.Fault fault) {
    return "127.0.0.1:" + running.add(new RawFaultServer(door, fault)).port() + "/live";
  }

  private static String trusted(Case.Running running, Leaf leaf) {
    BlindAuthority authority = authority();
    running.trust = authority.trust();
    return "wss://" + at(running, authority.listen(leaf, How.usual()), ECHO);
  }

  private static String trusted(Case.Running running, How how, RawFaultServer.Fault fault) {
    BlindAuthority authority = authority();
    running.trust = authority.trust();
    return "wss://" + at(running, authority.listen(Leaf.loopback(), how), fault);
  }

  private static String untrusted(Case.Running running, String name) {
    BlindAuthority authority = new BlindAuthority(name);
    return at(running, authority.listen(Leaf.loopback(), How.usual()), ECHO);
  }

  private static RawFaultServer.Fault banner(String text) {
    return conn -> {
      conn.raw(text);
      hush(conn);
    };
  }

  private static void smtp(Conn conn) throws IOException {
    conn.raw("220 mx2.acme.example ESMTP ready\r\n");
    readLine(conn);
    conn.raw("502 5.5.2 Error: command not recognized\r\n");
    bye(conn);
  }

  private static void redis(Conn conn) throws IOException {
    readLine(conn);
    conn.raw("-ERR unknown command 'GET', with args beginning with: '/live' 'HTTP/1.1'\r\n");
    bye(conn);
  }

  private static void mysql(Conn conn) throws IOException {
    conn.raw(bytes(0x31, 0, 0, 0, 0x0A));
    conn.raw("8.0.36\0");
    conn.raw(bytes(0x2C, 1, 0, 0, 0x3A, 0x51, 0x62, 0x0B, 0x1F, 0x44, 0x09, 0x71, 0));
    conn.raw(bytes(0xFF, 0xFF, 0xFF, 2, 0, 0xFF, 0xDF, 0x15, 0, 0, 0, 0, 0, 0, 0, 0));
    readLine(conn);
    bye(conn);
  }

  private static void rtsp(Conn conn) throws IOException {
    conn.request();
    conn.raw("RTSP/1.0 400 Bad Request\r\nCSeq: 0\r\nServer: ipcam/1.4\r\n\r\n");
    bye(conn);
  }

  private static void dropsAtFirstBytes(Conn conn) throws IOException {
    conn.in().read();
    bye(conn);
  }

  /** SETTINGS, and GOAWAY with PROTOCOL_ERROR for whatever is no preface (RFC 9113 s.3.4). */
  private static void http2(Conn conn) throws IOException {
    conn.raw(bytes(0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100));
    String line = readLine(conn);
    if (!line.startsWith("PRI * HTTP/2.0")) {
      conn.raw(bytes(0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
      bye(conn);
    }
    hush(conn);
  }

  private static void alertToClearText(Conn conn) throws IOException {
    conn.in().readNBytes(5);
    conn.raw(bytes(0x15, 3, 1, 0, 2, 2, 70));
    bye(conn);
  }

  private static void badRequestAtOnce(Conn conn) throws IOException {
    int first = conn.in().read();
    String rest = first == 'G' ? readLine(conn) : "";
    String status = rest.isEmpty() ? "400 Bad Request" : "200 OK";
    conn.raw("HTTP/1.1 " + status + "\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhuh?\n");
    bye(conn);
  }

  /** Another certificate for every name, signed on the fly by the company's box. */
  private static String inspected(Case.Running running) {
    return "wss://" + untrusted(running, "CN=Acme Zscaler Intermediate CA,O=Zscaler Inc.");
  }

  private static Case tlsBytes(String name, byte[] answer) {
    return Case.of(
        name,
        running ->
            "wss://127.0.0.1:"
                + running.plain(
                    conn -> {
                      conn.in().readNBytes(5);
                      conn.raw(answer);
                      bye(conn);
                    })
                + "/live");
  }

  /** A ServerHello of TLS 1.0 with an RSA cipher. */
  private static byte[] oldServerHello() {
    byte[] hello = new byte[47];
    System.arraycopy(bytes(0x16, 3, 1, 0, 42, 2, 0, 0, 38, 3, 1), 0, hello, 0, 11);
    hello[45] = 0x2F;
    return hello;
  }

  private static String readLine(Conn conn) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = conn.in().read(); next >= 0 && next != '\n'; next = conn.in().read()) {
      line.append((char) next);
    }
    return line.toString();
  }
}
