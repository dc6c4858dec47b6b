package dev.hawser.transport.vertx;

import dev.hawser.transport.Tls;
import dev.hawser.transport.TlsEngines;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.spi.tls.SslContextFactory;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The TLS engine that a Vert.x client or server is given: the JDK's, from neutral settings.
 *
 * <p>It goes through the JDK's own {@link SSLContext}: a trust manager handed to Vert.x would have
 * the check of the host name wrapped away. It keeps each handler until its socket is known, so that
 * the link learns how TLS ended.
 */
final class TlsOptions extends SSLEngineOptions {
  private final Tls tls;
  private final boolean client;
  private final SSLContext context;
  private final Set<SslHandler> begun = ConcurrentHashMap.newKeySet();

  private TlsOptions(Tls tls, boolean client, SSLContext context) {
    this.tls = tls;
    this.client = client;
    this.context = context;
    setUseWorkerThread(true); // Checking a certificate may block.
  }

  /**
   * Makes the engine of a client; loads the trust store, so it may block.
   *
   * @throws IllegalArgumentException for a protocol or a cipher suite TLS does not know
   */
  static TlsOptions client(Tls tls) throws GeneralSecurityException {
    return make(tls, true);
  }

  /**
   * Makes the engine of a server.
   *
   * @throws IllegalArgumentException for a protocol or a cipher suite TLS does not know
   */
  static TlsOptions server(Tls tls) throws GeneralSecurityException {
    return make(tls, false);
  }

  private static TlsOptions make(Tls tls, boolean client) throws GeneralSecurityException {
    SSLContext context = TlsEngines.fresh(tls);
    TlsOptions engines = new TlsOptions(tls, client, context);
    context.createSSLEngine().setSSLParameters(engines.parameters(null));
    return engines;
  }

  /** The settings it was made of. */
  Tls tls() {
    return tls;
  }

  /** Returns the handler of that socket's TLS, once; null where there is none. */
  @Nullable SslHandler handler(NetSocket socket) {
    SSLSession session = socket.sslSession();
    for (SslHandler handler : begun) {
      if (session != null && handler.engine().getSession() == session) {
        begun.remove(handler);
        return handler;
      }
    }
    return null;
  }

  private SSLParameters parameters(@Nullable String host) {
    SSLParameters parameters = context.getDefaultSSLParameters();
    return client ? TlsEngines.client(parameters, tls, host) : TlsEngines.server(parameters, tls);
  }

  @Override
  public TlsOptions copy() {
    return this;
  }

  @Override
  public SslContextFactory sslContextFactory() {
    return Engines::new;
  }

  private SslContext jdk() {
    SSLParameters parameters = parameters(null);
    return new JdkSslContext(
        context,
        client,
        List.of(parameters.getCipherSuites()),
        IdentityCipherSuiteFilter.INSTANCE,
        ApplicationProtocolConfig.DISABLED,
        ClientAuth.NONE,
        parameters.getProtocols(),
        false);
  }

  private final class Engines extends DelegatingSslContext {
    Engines() {
      super(jdk());
    }

    @Override
    protected void initEngine(SSLEngine engine) {
      engine.setSSLParameters(parameters(engine.getPeerHost()));
    }

    @Override
    protected void initHandler(SslHandler handler) {
      super.initHandler(handler);
      handler.setCloseNotifyFlushTimeoutMillis(0);
      handler.setCloseNotifyReadTimeoutMillis(0);
      begun.add(handler);
      var unused = handler.sslCloseFuture().addListener(closed -> begun.remove(handler));
    }
  }
}
