package dev.hawser.transport.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Phase;
import dev.hawser.close.TransportEnd;
import dev.hawser.close.Unreachability;
import dev.hawser.conformance.Identity;
import dev.hawser.http.Headers;
import dev.hawser.testing.VirtualTime;
import dev.hawser.transport.Acceptor;
import dev.hawser.transport.Admission;
import dev.hawser.transport.Completion;
import dev.hawser.transport.DialRequest;
import dev.hawser.transport.LinkOptions;
import dev.hawser.transport.ListenRequest;
import dev.hawser.transport.Tls;
import dev.hawser.transport.TransportContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS of its own: whom it trusts, what it says when it does not, and how a secure line ends. */
class TyrusTlsTest {
  private static final long PATIENCE_SECONDS = 10;

  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final TyrusTransport transport =
      TyrusTransport.create(new TransportContext(new VirtualTime(), executor));

  @AfterEach
  void close() {
    transport.close();
    executor.shutdownNow();
  }

  private Seen dial(int port, Tls tls) {
    Seen seen = new Seen();
    URI uri = URI.create("wss://127.0.0.1:" + port + "/");
    transport.dial(DialRequest.of(uri).with(tls), seen);
    return seen;
  }

  private int listening(Tls tls, Seen seen) throws Exception {
    Acceptor everyone =
        request ->
            CompletableFuture.completedFuture(
                new Admission.Accept("", Headers.empty(), seen, LinkOptions.DEFAULT));
    return transport
        .listen(ListenRequest.of("127.0.0.1", 0).with(tls), everyone)
        .toCompletableFuture()
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .address()
        .getPort();
  }

  private static Tls only(Tls tls, String version) {
    return new Tls(tls.keyManager(), tls.trustManager(), List.of(version), List.of(), true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void speaksBothVersionsAndTellsTheCertificate(String version) throws Exception {
    Seen accepted = new Seen();
    int port = listening(only(Identity.loopback().server(), version), accepted);
    Seen dialled = dial(port, only(Identity.loopback().client(), version));
    String large = "x".repeat(100_000);
    dialled.link().sendText(large, Completion.IGNORED);
    assertThat(accepted.text()).isEqualTo(large);
    accepted.link().close(CloseReason.of(CloseCode.GOING_AWAY, "done"));
    Ending.Closed closed = (Ending.Closed) dialled.ending();
    assertThat(closed.reason()).isEqualTo(CloseReason.of(CloseCode.GOING_AWAY, "done"));
    assertThat(closed.facts().frames().transportEnd()).isEqualTo(TransportEnd.TLS_CLOSE_NOTIFY);
    assertThat(closed.facts().peer().certificate().issuer()).contains("CN=");
  }

  @Test
  void rejectsACertificateItDoesNotTrustAndSaysSoToThePeer() throws Exception {
    try (SSLServerSocket server = secure(Identity.loopback())) {
      CompletableFuture<Throwable> told = handshakeFailure(server);
      Ending.Unreachable ending =
          (Ending.Unreachable) dial(server.getLocalPort(), Identity.stranger().client()).ending();
      assertThat(ending.kind()).isEqualTo(Unreachability.TLS_FAILED);
      assertThat(ending.code()).isEqualTo(CloseCode.TLS_HANDSHAKE);
      assertThat(ending.text()).isNotBlank();
      assertThat(ending.facts().phase()).isEqualTo(Phase.SECURING);
      assertThat(told.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .isInstanceOf(SSLException.class)
          .hasMessageContaining("alert");
    }
  }

  @Test
  void rejectsACertificateOfAnotherHostUnlessToldNotToLook() throws Exception {
    int port = listening(Identity.elsewhere().server(), new Seen());
    Tls trusting = Identity.elsewhere().client();
    Ending.Unreachable ending = (Ending.Unreachable) dial(port, trusting).ending();
    assertThat(ending.kind()).isEqualTo(Unreachability.TLS_FAILED);
    assertThat(ending.text()).contains("127.0.0.1");
    assertThat(dial(port, trusting.verifyHost(false)).link()).isNotNull();
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
    int port = listening(Identity.elsewhere().server(), new Seen());
    Tls credulous = Tls.DEFAULT.with(new Credulous());
    Ending.Unreachable ending = (Ending.Unreachable) dial(port, credulous).ending();
    assertThat(ending.kind()).isEqualTo(Unreachability.TLS_FAILED);
    assertThat(dial(port, credulous.verifyHost(false)).link()).isNotNull();
  }

  @Test
  void namesTheAlertThatRefusedTheHandshake() throws Exception {
    try (ServerSocket server = plain()) {
      Seen seen = dial(server.getLocalPort(), Tls.DEFAULT);
      try (Socket peer = server.accept()) {
        assertThat(peer.getInputStream().readNBytes(5)).hasSize(5);
        // RFC 8446 s.6: a fatal (2) alert, handshake_failure (40).
        peer.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, 40});
        Ending.Unreachable ending = (Ending.Unreachable) seen.ending();
        assertThat(ending.kind()).isEqualTo(Unreachability.TLS_FAILED);
        assertThat(ending.facts().frames().tlsAlert()).isEqualTo(40);
        assertThat(ending.facts().frames().transportEnd()).isEqualTo(TransportEnd.TLS_ALERT);
        assertThat(ending.text()).contains("40");
      }
    }
  }

  @Test
  void namesTheAlertThatComesBehindTheHandshake() throws Exception {
    // In TLS 1.3 a client is done before the server has looked for its certificate.
    try (SSLServerSocket server = secure(Identity.loopback())) {
      server.setNeedClientAuth(true);
      server.setEnabledProtocols(new String[] {"TLSv1.3"});
      CompletableFuture<Throwable> told = handshakeFailure(server);
      Ending.Unreachable ending =
          (Ending.Unreachable) dial(server.getLocalPort(), Identity.loopback().client()).ending();
      assertThat(told.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isInstanceOf(SSLException.class);
      assertThat(ending.kind()).isEqualTo(Unreachability.TLS_FAILED);
      // RFC 8446 s.6.2: bad_certificate (42) or certificate_required (116).
      assertThat(ending.facts().frames().tlsAlert()).isIn(42, 116);
    }
  }

  @Test
  void aPeerThatHangsUpDuringTheHandshakeIsALostLine() throws Exception {
    try (ServerSocket server = plain()) {
      for (boolean reset : new boolean[] {false, true}) {
        Seen seen = dial(server.getLocalPort(), Tls.DEFAULT);
        try (Socket peer = server.accept()) {
          assertThat(peer.getInputStream().readNBytes(5)).hasSize(5);
          if (reset) {
            peer.setSoLinger(true, 0);
          } else {
            peer.shutdownOutput();
            assertThat(seen.ending()).isNotNull();
          }
        }
        Ending.Unreachable ending = (Ending.Unreachable) seen.ending();
        assertThat(ending.kind()).isEqualTo(Unreachability.LOST);
        assertThat(ending.facts().phase()).isEqualTo(Phase.SECURING);
        assertThat(ending.facts().frames().transportEnd())
            .isEqualTo(reset ? TransportEnd.RST : TransportEnd.FIN);
      }
    }
  }

  @Test
  void saysThatAPlainServerSpeaksNoTls() throws Exception {
    try (ServerSocket server = plain()) {
      Seen seen = dial(server.getLocalPort(), Tls.DEFAULT);
      try (Socket peer = server.accept()) {
        assertThat(peer.getInputStream().readNBytes(1)).hasSize(1);
        peer.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
        Ending.Unreachable ending = (Ending.Unreachable) seen.ending();
        assertThat(ending.kind()).isEqualTo(Unreachability.TLS_FAILED);
        assertThat(ending.text()).contains("plain text");
      }
    }
  }

  @Test
  void refusesTlsSettingsItCannotUse() {
    Ending.Unreachable ending = (Ending.Unreachable) dial(1, only(Tls.DEFAULT, "TLSv9")).ending();
    assertThat(ending.kind()).isIn(Unreachability.TLS_FAILED, Unreachability.CONNECTION_REFUSED);
    Tls odd = only(Identity.loopback().server(), "TLSv9");
    assertThatThrownBy(() -> listening(odd, new Seen()))
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining("TLSv9");
  }

  private static ServerSocket plain() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private static SSLServerSocket secure(Identity identity) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {identity.server().keyManager()}, null, null);
    return (SSLServerSocket)
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** Accepts one connection and returns what its handshake failed with. */
  private CompletableFuture<Throwable> handshakeFailure(SSLServerSocket server) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (SSLSocket peer = (SSLSocket) server.accept()) {
            peer.startHandshake();
            return new AssertionError("the handshake succeeded");
          } catch (IOException failure) {
            return failure;
          }
        },
        executor);
  }
}
