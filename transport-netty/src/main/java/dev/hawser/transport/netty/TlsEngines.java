package dev.hawser.transport.netty;

import dev.hawser.transport.Tls;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Makes TLS handlers from neutral settings.
 *
 * <p>It goes through the JDK's own {@link SSLContext}, which checks the host name even around a
 * trust manager that does not, where Netty's builder would wrap that check away. The context of the
 * settings used last is kept, so that attempts with the same settings load no trust store again and
 * may resume a session. No timer of Netty's is left on: deadlines are the link's.
 */
final class TlsEngines {
  private final Executor blocking;
  private volatile @Nullable Made last;

  private record Made(Tls tls, SSLContext context) {}

  /** Runs the engines' long tasks, such as checking a certificate, on that executor. */
  TlsEngines(Executor blocking) {
    this.blocking = blocking;
  }

  /**
   * Returns a client's handler for that host.
   *
   * @throws IllegalArgumentException for a protocol or a cipher suite TLS does not know
   */
  SslHandler client(SSLContext context, Tls tls, String host, int port) {
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
    return handler(engine);
  }

  /**
   * Returns a server's handler.
   *
   * @throws IllegalArgumentException for a protocol or a cipher suite TLS does not know
   */
  SslHandler server(SSLContext context, Tls tls) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setSSLParameters(parameters(engine, tls));
    return handler(engine);
  }

  /** Returns the name to ask for, null where there is none (RFC 6066 s.3). */
  private static @Nullable SNIHostName serverName(String host) {
    if (NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)) {
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

  private SslHandler handler(SSLEngine engine) {
    SslHandler handler = new SslHandler(engine, blocking);
    handler.setHandshakeTimeoutMillis(0);
    handler.setCloseNotifyFlushTimeoutMillis(0);
    handler.setCloseNotifyReadTimeoutMillis(0);
    return handler;
  }

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
}
