package dev.hawser.transport;

import dev.hawser.close.Certificate;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Makes the JDK's TLS from neutral settings, for adapters.
 *
 * <p>It goes through the JDK's own {@link SSLContext}, which checks the host name even around a
 * trust manager that does not. The context of the settings used last is kept, so that attempts with
 * the same settings load no trust store again and may resume a session. Thread-safe.
 */
public final class TlsEngines {
  private volatile @Nullable Made last;

  private record Made(Tls tls, SSLContext context) {}

  /** Keeps no context yet. */
  public TlsEngines() {}

  /**
   * Returns the context of those settings; loads the trust store, so it may block.
   *
   * @throws GeneralSecurityException if the platform's store or the keys are of no use
   */
  public SSLContext context(Tls tls) throws GeneralSecurityException {
    Made made = last;
    if (made == null || !made.tls().equals(tls)) {
      made = new Made(tls, fresh(tls));
      last = made;
    }
    return made.context();
  }

  /**
   * Returns a context of its own of those settings; loads the trust store, so it may block.
   *
   * @throws GeneralSecurityException if the platform's store or the keys are of no use
   */
  public static SSLContext fresh(Tls tls) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    KeyManager keys = tls.keyManager();
    TrustManager trust = tls.trustManager();
    context.init(
        keys == null ? null : new KeyManager[] {keys},
        trust == null ? null : new TrustManager[] {trust},
        null);
    return context;
  }

  /**
   * Returns a client's engine for that host.
   *
   * @param host a name or an address, an IPv6 address without brackets
   * @throws IllegalArgumentException for a protocol or a cipher suite TLS does not know
   */
  public static SSLEngine client(SSLContext context, Tls tls, String host, int port) {
    SSLEngine engine = context.createSSLEngine(host, port);
    engine.setUseClientMode(true);
    engine.setSSLParameters(client(engine.getSSLParameters(), tls, host));
    return engine;
  }

  /**
   * Returns a server's engine.
   *
   * @throws IllegalArgumentException for a protocol or a cipher suite TLS does not know
   */
  public static SSLEngine server(SSLContext context, Tls tls) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setSSLParameters(server(engine.getSSLParameters(), tls));
    return engine;
  }

  /**
   * Sets what the settings say of a client: versions, ciphers, the name to ask for and whether the
   * certificate has to be that host's.
   *
   * @param host as for an engine, null where it is not known yet
   * @return the same parameters
   */
  public static SSLParameters client(SSLParameters parameters, Tls tls, @Nullable String host) {
    SNIHostName name = host == null ? null : serverName(host);
    if (name != null) {
      parameters.setServerNames(List.of(name));
    }
    if (tls.verifyHost()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    return server(parameters, tls);
  }

  /**
   * Sets what the settings say of a server: versions and ciphers.
   *
   * @return the same parameters
   */
  public static SSLParameters server(SSLParameters parameters, Tls tls) {
    if (!tls.protocols().isEmpty()) {
      parameters.setProtocols(tls.protocols().toArray(String[]::new));
    }
    if (!tls.ciphers().isEmpty()) {
      parameters.setCipherSuites(tls.ciphers().toArray(String[]::new));
    }
    return parameters;
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

  /** Returns the peer's certificate in short, null when it showed none. */
  public static @Nullable Certificate certificate(SSLSession session) {
    try {
      if (session.getPeerCertificates()[0] instanceof X509Certificate shown) {
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
