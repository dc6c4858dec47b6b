package dev.hawser.transport.netty;

import dev.hawser.transport.Tls;
import dev.hawser.transport.TlsEngines;
import io.netty.handler.ssl.SslHandler;
import java.security.GeneralSecurityException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/**
 * Makes TLS handlers from neutral settings.
 *
 * <p>Their engines are the JDK's, not of Netty's builder, which would wrap away the check of the
 * host name around a trust manager of the user's. No timer of Netty's is left on: deadlines are the
 * link's.
 */
final class TlsHandlers {
  private final Executor blocking;
  private final TlsEngines engines = new TlsEngines();

  /** Runs the engines' long tasks, such as checking a certificate, on that executor. */
  TlsHandlers(Executor blocking) {
    this.blocking = blocking;
  }

  /** Returns the context of those settings; loads the trust store, so it may block. */
  SSLContext context(Tls tls) throws GeneralSecurityException {
    return engines.context(tls);
  }

  /**
   * Returns a client's handler for that host.
   *
   * @throws IllegalArgumentException for a protocol or a cipher suite TLS does not know
   */
  SslHandler client(SSLContext context, Tls tls, String host, int port) {
    return handler(TlsEngines.client(context, tls, host, port));
  }

  /**
   * Returns a server's handler.
   *
   * @throws IllegalArgumentException for a protocol or a cipher suite TLS does not know
   */
  SslHandler server(SSLContext context, Tls tls) {
    return handler(TlsEngines.server(context, tls));
  }

  private SslHandler handler(SSLEngine engine) {
    SslHandler handler = new SslHandler(engine, blocking);
    handler.setHandshakeTimeoutMillis(0);
    handler.setCloseNotifyFlushTimeoutMillis(0);
    handler.setCloseNotifyReadTimeoutMillis(0);
    return handler;
  }
}
