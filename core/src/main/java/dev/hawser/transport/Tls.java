package dev.hawser.transport;

import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS without a runtime's types.
 *
 * @param keyManager who proves this side's identity; a server needs one, null for none
 * @param trustManager whom to trust, null for the platform's store
 * @param protocols TLS versions, empty for the runtime's default
 * @param ciphers cipher suites, empty for the runtime's default
 * @param verifyHost whether a client compares the certificate with the host name
 */
public record Tls(
    @Nullable KeyManager keyManager,
    @Nullable TrustManager trustManager,
    List<String> protocols,
    List<String> ciphers,
    boolean verifyHost) {
  /** The platform's trust store, the runtime's versions and ciphers, the host name verified. */
  public static final Tls DEFAULT = new Tls(null, null, List.of(), List.of(), true);

  /** Copies the lists. */
  public Tls {
    protocols = List.copyOf(protocols);
    ciphers = List.copyOf(ciphers);
  }

  /** Returns a copy that proves its identity by that manager. */
  public Tls with(KeyManager manager) {
    return new Tls(manager, trustManager, protocols, ciphers, verifyHost);
  }

  /** Returns a copy that trusts whom that manager trusts. */
  public Tls with(TrustManager manager) {
    return new Tls(keyManager, manager, protocols, ciphers, verifyHost);
  }

  /** Returns a copy that compares the certificate with the host name, or does not. */
  public Tls verifyHost(boolean verify) {
    return new Tls(keyManager, trustManager, protocols, ciphers, verify);
  }
}
