package dev.hawser.conformance.plain;

import dev.hawser.close.Certificate;
import dev.hawser.close.TransportEnd;
import dev.hawser.transport.Tls;
import java.io.IOException;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** TLS of the JDK as the SPI describes it, and what its exceptions say. */
final class PlainTls {
  // RFC 8446 s.6: those a server sends to a client it does not like, and the other way round.
  private static final Map<String, Integer> ALERTS =
      Map.of(
          "unexpected_message", 10,
          "handshake_failure", 40,
          "bad_certificate", 42,
          "certificate_expired", 45,
          "certificate_unknown", 46,
          "unknown_ca", 48,
          "access_denied", 49,
          "protocol_version", 70,
          "internal_error", 80,
          "certificate_required", 116);

  private PlainTls() {}

  /** Returns the JDK's form of it. */
  static SSLContext context(Tls tls) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    KeyManager keys = tls.keyManager();
    TrustManager trust = tls.trustManager();
    context.init(
        keys == null ? null : new KeyManager[] {keys},
        trust == null ? null : new TrustManager[] {trust},
        null);
    return context;
  }

  /** Sets what it says of versions, ciphers and, for a client, the host name. */
  static void configure(SSLSocket socket, Tls tls, boolean client) {
    SSLParameters parameters = socket.getSSLParameters();
    if (!tls.protocols().isEmpty()) {
      parameters.setProtocols(tls.protocols().toArray(String[]::new));
    }
    if (!tls.ciphers().isEmpty()) {
      parameters.setCipherSuites(tls.ciphers().toArray(String[]::new));
    }
    if (client && tls.verifyHost()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    socket.setSSLParameters(parameters);
    socket.setUseClientMode(client);
  }

  /** Returns the peer's certificate in short, null when it showed none. */
  static @Nullable Certificate certificate(SSLSocket socket) {
    try {
      if (socket.getSession().getPeerCertificates()[0] instanceof X509Certificate shown) {
        return new Certificate(
            shown.getSubjectX500Principal().getName(),
            shown.getIssuerX500Principal().getName(),
            shown.getNotBefore().toInstant(),
            shown.getNotAfter().toInstant());
      }
    } catch (SSLPeerUnverifiedException anonymous) {
      return null;
    }
    return null;
  }

  /** Returns the number of the fatal alert the peer sent, -1 when it sent none that is known. */
  static int alert(IOException thrown) {
    String message = String.valueOf(thrown.getMessage());
    String mark = "Received fatal alert: ";
    return thrown instanceof SSLException && message.contains(mark)
        ? ALERTS.getOrDefault(message.substring(message.indexOf(mark) + mark.length()), -1)
        : -1;
  }

  /** Returns how a line ended that threw this. */
  static TransportEnd end(IOException thrown) {
    boolean reset =
        thrown instanceof SocketException || thrown.getCause() instanceof SocketException;
    if (thrown instanceof SSLException && !reset) {
      return TransportEnd.LOCAL;
    }
    return reset ? TransportEnd.RST : TransportEnd.LOCAL;
  }
}
