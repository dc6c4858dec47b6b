package dev.hawser.transport.tyrus;

import dev.hawser.close.Certificate;
import dev.hawser.transport.Tls;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Makes the JDK's TLS engines from neutral settings.
 *
 * <p>The context of the settings used last is kept, so that attempts with the same settings load no
 * trust store again and may resume a session.
 */
final class TlsEngines {
  private volatile @Nullable Made last;

  private record Made(Tls tls, SSLContext context) {}

  /** Returns the context of those settings; loads the trust store, so it may block. */
  SSLContext context(Tls tls) throws GeneralSecurityException {
    Made made = last;
    if (made == null || !made.tls().equals(tls)) {
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManager keys = tls.keyManager();
      TrustManager trust = tls.trustManager();
      context.init(
          keys == null ? null : new KeyManager[] {keys},
          trust == null ? null : new TrustManager[] {trust},
          null);
      made = new Made(tls, context);
      last = made;
    }
    return made.context();
  }

  /**
   * Returns a client's engine for that host.
   *
   * @throws IllegalArgumentException for a protocol or a cipher suite TLS does not know
   */
  static SSLEngine client(SSLContext context, Tls tls, String host, int port) {
    SSLEngine engine = context.createSSLEngine(host, port);
    engine.setUseClientMode(true);
    SSLParameters parameters = parameters(engine, tls);
    SNIHostName name = serverName(host);
    if (name != null) {
      parameters.setServerNames(List.of(name));
    }
    if (tls.verifyHost()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    engine.setSSLParameters(parameters);
    return engine;
  }

  /**
   * Returns a server's engine.
   *
   * @throws IllegalArgumentException for a protocol or a cipher suite TLS does not know
   */
  static SSLEngine server(SSLContext context, Tls tls) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setSSLParameters(parameters(engine, tls));
    return engine;
  }

  /** Returns the name to ask for, null where there is none (RFC 6066 s.3: no addresses). */
  private static @Nullable SNIHostName serverName(String host) {
    if (host.indexOf(':') >= 0 || host.matches("[0-9.]+")) {
      return null;
    }
    try {
      return new SNIHostName(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
    } catch (IllegalArgumentException noName) {
      return null; // Such as a name with an underscore, which a resolver may know all the same.
    }
  }

  private static SSLParameters parameters(SSLEngine engine, Tls tls) {
    SSLParameters parameters = engine.getSSLParameters();
    if (!tls.protocols().isEmpty()) {
      parameters.setProtocols(tls.protocols().toArray(String[]::new));
    }
    if (!tls.ciphers().isEmpty()) {
      parameters.setCipherSuites(tls.ciphers().toArray(String[]::new));
    }
    return parameters;
  }

  /** Returns the peer's certificate in short, null when it showed none. */
  static @Nullable Certificate certificate(SSLEngine engine) {
    try {
      if (engine.getSession().getPeerCertificates()[0] instanceof X509Certificate shown) {
        return new Certificate(
            shown.getSubjectX500Principal().getName(),
            shown.getIssuerX500Principal().getName(),
            shown.getNotBefore().toInstant(),
            shown.getNotAfter().toInstant());
      }
    } catch (SSLPeerUnverifiedException anonymous) {
      // A cipher suite without certificates, asked for by name.
    }
    return null;
  }
}
