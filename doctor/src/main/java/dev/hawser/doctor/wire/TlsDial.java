package dev.hawser.doctor.wire;

import dev.hawser.doctor.evidence.CertificateFacts;
import dev.hawser.doctor.evidence.TlsLook;
import dev.hawser.doctor.evidence.TlsLook.CertificateFault;
import dev.hawser.doctor.evidence.WireEnd;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Speaks TLS on a line and goes on whatever the certificate is: what is wrong with it is noted.
 *
 * <p>No secret is sent before the note is read: the caller decides.
 *
 * @param host the name to ask for (SNI) and to find in the certificate
 * @param trust who decides which issuers are trusted
 */
public record TlsDial(String host, X509TrustManager trust) {

  /** Shakes hands on that line until the moment at most, offering these protocols. */
  public TlsLook shake(RawLine line, List<String> alpn, long deadline) {
    long begun = System.nanoTime();
    Watching watching = new Watching();
    Asked asked = new Asked();
    String version = "";
    String chosen = "";
    boolean done = false;
    WireEnd end = WireEnd.OPEN;
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {asked}, new TrustManager[] {watching}, null);
      SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(line.tcp(), host, 443, true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(alpn.toArray(String[]::new));
      socket.setSSLParameters(parameters);
      line.tcp().until(deadline);
      socket.startHandshake();
      line.on(socket);
      version = socket.getSession().getProtocol();
      chosen = socket.getApplicationProtocol() == null ? "" : socket.getApplicationProtocol();
      done = true;
    } catch (SocketTimeoutException e) {
      end = WireEnd.OPEN;
    } catch (IOException e) {
      line.failed(e);
      end = line.end();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime speaks no TLS", e);
    }
    X509Certificate[] chain = watching.chain;
    List<CertificateFault> faults =
        chain.length == 0
            ? List.of()
            : Certificates.faults(
                new Certificates.Chain(chain, watching.type), host, Instant.now(), trust);
    CertificateFacts facts = chain.length == 0 ? null : Certificates.facts(chain[0]);
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    return new TlsLook(
        done,
        version,
        chosen,
        facts,
        faults,
        line.alert(),
        line.firstBytes(),
        end,
        took,
        asked.asked);
  }

  /** Has no certificate to give, and notes that one was asked for. */
  private static final class Asked extends X509ExtendedKeyManager {
    private boolean asked;

    @Override
    public @Nullable String chooseClientAlias(
        String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
      asked = true;
      return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseServerAlias(
        String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
      return null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
      return null;
    }
  }

  /** Keeps the chain and refuses none. */
  private static final class Watching extends javax.net.ssl.X509ExtendedTrustManager {
    private X509Certificate[] chain = new X509Certificate[0];
    private String type = "UNKNOWN";

    @Override
    public void checkServerTrusted(X509Certificate[] sent, String agreed) {
      chain = sent;
      type = agreed;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] sent, String agreed, Socket socket) {
      chain = sent;
      type = agreed;
    }

    @Override
    public void checkServerTrusted(
        X509Certificate[] sent, String agreed, javax.net.ssl.SSLEngine engine) {
      chain = sent;
      type = agreed;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] sent, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] sent, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(
        X509Certificate[] sent, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
