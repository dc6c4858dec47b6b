package dev.hawser.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Phase;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.transport.Completion;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Tls;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // Peers are closed by what they are, not by what is done with them.
class TlsTest {
  private Lab lab;

  @BeforeEach
  void open() {
    lab = new Lab();
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private static CompletableFuture<RawPeer> upgrading(RawServer server) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return server.acceptUpgraded();
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void speaksTlsAsAClientAndTellsTheCertificate(String version) throws Exception {
    try (RawServer server = RawServer.tls(TestTls.LOOPBACK.context())) {
      Tls trust = TestTls.LOOPBACK.client();
      Tls tls = new Tls(null, trust.trustManager(), List.of(version), List.of(), true);
      CompletableFuture<RawPeer> accepted = upgrading(server);
      Recorder recorder = lab.dial(DialRequest.of(server.uri("/")).with(tls));
      try (RawPeer peer = accepted.get(60, TimeUnit.SECONDS)) {
        assertThat(((SSLSocket) peer.socket).getSession().getProtocol()).isEqualTo(version);
        recorder.link().sendText("secret", Completion.IGNORED);
        assertThat(peer.readFrame().text()).isEqualTo("secret");
        peer.sendText("x".repeat(100_000));
        assertThat(recorder.text()).hasSize(100_000);
        peer.sendClose(1000, "done");
        assertThat(peer.readFrame().closeCode()).isEqualTo(1000);
        peer.close();
      }
      Ending.Closed closed = (Ending.Closed) recorder.ending();
      assertThat(closed.code()).isEqualTo(CloseCode.NORMAL_CLOSURE);
      assertThat(closed.facts().frames().transportEnd()).isEqualTo(TransportEnd.TLS_CLOSE_NOTIFY);
      assertThat(closed.facts().peer().certificate().issuer()).isEqualTo("CN=loopback");
    }
  }

  @Test
  void rejectsACertificateItDoesNotTrust() throws Exception {
    try (RawServer server = RawServer.tls(TestTls.LOOPBACK.context())) {
      CompletableFuture<RawPeer> accepted = upgrading(server);
      Recorder recorder =
          lab.dial(DialRequest.of(server.uri("/")).with(TestTls.ELSEWHERE.client()));
      Ending.Unreachable ending = (Ending.Unreachable) recorder.ending();
      assertThat(ending.kind()).isEqualTo(Unreachability.TLS_FAILED);
      assertThat(ending.code()).isEqualTo(CloseCode.TLS_HANDSHAKE);
      assertThat(ending.text()).contains("certification path");
      assertThat(ending.facts().phase()).isEqualTo(Phase.SECURING);
      assertThatThrownBy(() -> accepted.get(60, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void rejectsACertificateOfAnotherHostUnlessToldNotToLook() throws Exception {
    try (RawServer server = RawServer.tls(TestTls.ELSEWHERE.context())) {
      Tls trusting = TestTls.ELSEWHERE.client();
      CompletableFuture<RawPeer> first = upgrading(server);
      Recorder strict = lab.dial(DialRequest.of(server.uri("/")).with(trusting));
      Ending.Unreachable ending = (Ending.Unreachable) strict.ending();
      assertThat(ending.kind()).isEqualTo(Unreachability.TLS_FAILED);
      assertThat(ending.text()).contains("127.0.0.1");
      assertThatThrownBy(() -> first.get(60, TimeUnit.SECONDS)).isNotNull();

      CompletableFuture<RawPeer> second = upgrading(server);
      Recorder lax = lab.dial(DialRequest.of(server.uri("/")).with(trusting.verifyHost(false)));
      assertThat(lax.link()).isNotNull();
      second.get(60, TimeUnit.SECONDS).close();
    }
  }

  /** Trusts everyone and compares no names: the plain interface of old. */
  private static final class Credulous implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @Test
  void comparesTheHostNameEvenWhenTheTrustManagerDoesNot() throws Exception {
    try (RawServer server = RawServer.tls(TestTls.ELSEWHERE.context())) {
      CompletableFuture<RawPeer> accepted = upgrading(server);
      Recorder recorder =
          lab.dial(DialRequest.of(server.uri("/")).with(Tls.DEFAULT.with(new Credulous())));
      Ending.Unreachable ending = (Ending.Unreachable) recorder.ending();
      assertThat(ending.kind()).isEqualTo(Unreachability.TLS_FAILED);
      assertThatThrownBy(() -> accepted.get(60, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void saysThatAPlainServerSpeaksNoTls() throws Exception {
    try (RawServer server = RawServer.plain()) {
      Recorder recorder = lab.dial(URI.create("wss://127.0.0.1:" + server.port() + "/"));
      try (RawPeer peer = server.accept()) {
        peer.readBytes(1);
        peer.send("HTTP/1.1 400 Bad Request\r\n\r\n");
        Ending.Unreachable ending = (Ending.Unreachable) recorder.ending();
        assertThat(ending.kind()).isEqualTo(Unreachability.TLS_FAILED);
        assertThat(ending.text()).contains("plain text");
      }
    }
  }

  @Test
  void saysThatATlsServerNeedsWss() throws Exception {
    try (RawServer server = RawServer.tls(TestTls.LOOPBACK.context())) {
      CompletableFuture<RawPeer> accepted = upgrading(server);
      Recorder recorder = lab.dial(URI.create("ws://127.0.0.1:" + server.port() + "/"));
      Ending.Unreachable ending = (Ending.Unreachable) recorder.ending();
      assertThat(ending.kind()).isEqualTo(Unreachability.BAD_ANSWER);
      assertThat(ending.text()).contains("wss");
      assertThatThrownBy(() -> accepted.get(60, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void namesTheAlertThePeerSent() throws Exception {
    try (RawServer server = RawServer.plain()) {
      Recorder recorder = lab.dial(URI.create("wss://127.0.0.1:" + server.port() + "/"));
      try (RawPeer peer = server.accept()) {
        peer.readBytes(5);
        // RFC 8446 s.6: a fatal (2) alert, handshake_failure (40).
        peer.send(new byte[] {21, 3, 3, 0, 2, 2, 40});
        Ending.Unreachable ending = (Ending.Unreachable) recorder.ending();
        assertThat(ending.kind()).isEqualTo(Unreachability.TLS_FAILED);
        assertThat(ending.facts().frames().tlsAlert()).isEqualTo(40);
        assertThat(ending.text()).contains("40");
      }
    }
  }

  @Test
  void tellsThatAPeerHungUpDuringTheTlsHandshake() throws Exception {
    try (RawServer server = RawServer.plain()) {
      Recorder recorder = lab.dial(URI.create("wss://127.0.0.1:" + server.port() + "/"));
      try (RawPeer peer = server.accept()) {
        peer.readBytes(5);
        peer.fin();
        Ending.Unreachable ending = (Ending.Unreachable) recorder.ending();
        assertThat(ending.facts().phase()).isEqualTo(Phase.SECURING);
        assertThat(ending.kind()).isEqualTo(Unreachability.LOST);
        assertThat(ending.facts().frames().transportEnd()).isEqualTo(TransportEnd.FIN);
      }
    }
  }

  @Test
  void aResetDuringTheTlsHandshakeIsALostLineAndNotFailedTls() throws Exception {
    try (RawServer server = RawServer.plain()) {
      Recorder recorder = lab.dial(URI.create("wss://127.0.0.1:" + server.port() + "/"));
      try (RawPeer peer = server.accept()) {
        peer.readBytes(5);
        peer.socket.setSoLinger(true, 0);
        peer.socket.close();
        Ending.Unreachable ending = (Ending.Unreachable) recorder.ending();
        assertThat(ending.facts().phase()).isEqualTo(Phase.SECURING);
        assertThat(ending.kind()).isEqualTo(Unreachability.LOST);
        assertThat(ending.facts().frames().transportEnd()).isEqualTo(TransportEnd.RST);
      }
    }
  }

  @Test
  void tellsATruncatedStreamFromAGoodBye() throws Exception {
    try (RawServer server = RawServer.tls(TestTls.LOOPBACK.context())) {
      Tls tls = TestTls.LOOPBACK.client();
      // A relay of raw bytes in between can cut TCP without TLS's good-bye.
      try (RawServer relay = RawServer.plain()) {
        CompletableFuture<RawPeer> accepted = upgrading(server);
        Recorder recorder =
            lab.dial(DialRequest.of(URI.create("wss://127.0.0.1:" + relay.port())).with(tls));
        RawPeer near = relay.accept();
        java.net.Socket far = new java.net.Socket("127.0.0.1", server.port());
        pump(near.socket, far);
        pump(far, near.socket);
        assertThat(recorder.link()).isNotNull();
        accepted.get(60, TimeUnit.SECONDS);
        near.fin();
        Ending.Dropped dropped = (Ending.Dropped) recorder.ending();
        assertThat(dropped.facts().frames().transportEnd()).isEqualTo(TransportEnd.TLS_TRUNCATED);
        far.close();
        near.close();
      }
    }
  }

  private static void pump(java.net.Socket from, java.net.Socket to) {
    Thread pump =
        new Thread(
            () -> {
              try {
                from.getInputStream().transferTo(to.getOutputStream());
              } catch (java.io.IOException over) {
                // One of the two was closed.
              }
            });
    pump.setDaemon(true);
    pump.start();
  }

  @Test
  void speaksTlsAsAServer() throws Exception {
    Recorder recorder = new Recorder();
    int port =
        lab.listen(
                ListenRequest.of("127.0.0.1", 0).with(TestTls.LOOPBACK.server()),
                request -> {
                  assertThat(request.secure()).isTrue();
                  return Lab.accepting(recorder).decide(request);
                })
            .address()
            .getPort();
    SSLSocketFactory sockets = TestTls.LOOPBACK.context().getSocketFactory();
    try (RawPeer peer = new RawPeer(sockets.createSocket("127.0.0.1", port), true)) {
      peer.send(RawPeer.upgradeRequest("/"));
      assertThat(peer.readHead()).startsWith("HTTP/1.1 101 ");
      peer.sendText("hello");
      assertThat(recorder.text()).isEqualTo("hello");
      recorder.link().sendText("y".repeat(100_000), Completion.IGNORED);
      StringBuilder got = new StringBuilder();
      while (got.length() < 100_000) {
        got.append(peer.readFrame().text());
      }
      recorder.link().close(CloseReason.of(CloseCode.GOING_AWAY));
      assertThat(peer.readFrame().closeCode()).isEqualTo(1001);
      peer.sendClose(1001, "");
      assertThat(peer.awaitEnd()).isEqualTo("FIN");
    }
    assertThat(recorder.ending().code()).isEqualTo(CloseCode.GOING_AWAY);
  }

  @Test
  void refusesOverTls() throws Exception {
    int port =
        lab.listen(
                ListenRequest.of("127.0.0.1", 0).with(TestTls.LOOPBACK.server()),
                request -> {
                  throw new IllegalStateException("no");
                })
            .address()
            .getPort();
    SSLSocketFactory sockets = TestTls.LOOPBACK.context().getSocketFactory();
    try (RawPeer peer = new RawPeer(sockets.createSocket("127.0.0.1", port), true)) {
      peer.send(RawPeer.upgradeRequest("/"));
      assertThat(peer.readRest()).startsWith("HTTP/1.1 500 ");
    }
  }

  @Test
  void dropsAPlainClientOfATlsServer() throws Exception {
    int port =
        lab.listen(
                ListenRequest.of("127.0.0.1", 0).with(TestTls.LOOPBACK.server()),
                Lab.accepting(new Recorder()))
            .address()
            .getPort();
    try (RawPeer peer = RawPeer.connect(port)) {
      peer.send(RawPeer.upgradeRequest("/"));
      assertThat(peer.readRest()).doesNotContain("HTTP");
    }
  }

  @Test
  void refusesTlsSettingsItCannotUse() {
    Tls odd = new Tls(null, null, List.of("TLSv9"), List.of(), true);
    Ending.Unreachable ending =
        (Ending.Unreachable)
            lab.dial(DialRequest.of(URI.create("wss://127.0.0.1:1/")).with(odd)).ending();
    assertThat(ending.kind()).isIn(Unreachability.TLS_FAILED, Unreachability.CONNECTION_REFUSED);
    Tls server = TestTls.LOOPBACK.server();
    Tls oddServer = new Tls(server.keyManager(), null, List.of("TLSv9"), List.of(), true);
    assertThatThrownBy(
            () ->
                lab.transport
                    .listen(
                        ListenRequest.of("127.0.0.1", 0).with(oddServer),
                        Lab.accepting(new Recorder()))
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS))
        .hasCauseInstanceOf(java.io.IOException.class)
        .hasMessageContaining("TLSv9");
  }
}
