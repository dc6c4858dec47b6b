package dev.hawser.transport;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * A key manager whose keys can be exchanged while it is in use: for a {@link Tls} whose certificate
 * is renewed without an end of sessions.
 *
 * <p>Thread-safe. Every handshake that begins after {@link #reload} shows the new certificate;
 * sessions that are open, and handshakes under way, keep what they began with. A client that
 * resumes an earlier TLS session is shown no certificate at all (RFC 8446 s.2.2). It works on every
 * transport that hands the key manager to the JDK's TLS, as all of this library do.
 */
public final class ReloadableKeys extends X509ExtendedKeyManager {
  private volatile Generation current;

  /** The keys of one time, and those before them, for handshakes that chose an alias of theirs. */
  private record Generation(long number, X509ExtendedKeyManager keys, @Nullable Generation before) {
    String marked(String alias) {
      return number + "." + alias;
    }
  }

  private ReloadableKeys(X509ExtendedKeyManager keys) {
    current = new Generation(0, keys, null);
  }

  /**
   * Returns a key manager that begins with those keys.
   *
   * @throws IllegalArgumentException if they are not an {@link X509ExtendedKeyManager}, as those of
   *     the JDK are
   */
  public static ReloadableKeys of(KeyManager keys) {
    return new ReloadableKeys(require(keys));
  }

  /**
   * Returns a key manager that begins with the keys of a store.
   *
   * @throws GeneralSecurityException if the password does not open them
   */
  public static ReloadableKeys of(KeyStore store, char[] password) throws GeneralSecurityException {
    return of(keys(store, password));
  }

  /** Takes those keys from the next handshake on, under the same conditions as {@link #of}. */
  public void reload(KeyManager keys) {
    X509ExtendedKeyManager fresh = require(keys);
    synchronized (this) {
      Generation old = current;
      Generation before = new Generation(old.number(), old.keys(), null);
      current = new Generation(old.number() + 1, fresh, before);
    }
  }

  /**
   * Takes the keys of a store from the next handshake on.
   *
   * @throws GeneralSecurityException if the password does not open them; the old ones stay
   */
  public void reload(KeyStore store, char[] password) throws GeneralSecurityException {
    reload(keys(store, password));
  }

  private static X509ExtendedKeyManager require(KeyManager keys) {
    if (keys instanceof X509ExtendedKeyManager usable && !(keys instanceof ReloadableKeys)) {
      return usable;
    }
    throw new IllegalArgumentException(
        keys.getClass().getName() + " cannot be reloaded; an X509ExtendedKeyManager is needed");
  }

  private static KeyManager keys(KeyStore store, char[] password) throws GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password);
    return factory.getKeyManagers()[0];
  }

  // What TLS asks.

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    Generation now = current;
    return marked(now, now.keys().chooseEngineServerAlias(keyType, issuers, engine));
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
    Generation now = current;
    return marked(now, now.keys().chooseEngineClientAlias(keyTypes, issuers, engine));
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    Generation now = current;
    return marked(now, now.keys().chooseServerAlias(keyType, issuers, socket));
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
    Generation now = current;
    return marked(now, now.keys().chooseClientAlias(keyTypes, issuers, socket));
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    Generation now = current;
    return marked(now, now.keys().getServerAliases(keyType, issuers));
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    Generation now = current;
    return marked(now, now.keys().getClientAliases(keyType, issuers));
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    Generation of = generation(alias);
    return of == null ? null : of.keys().getCertificateChain(unmarked(alias));
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    Generation of = generation(alias);
    return of == null ? null : of.keys().getPrivateKey(unmarked(alias));
  }

  // An alias carries the number of its generation.

  private static @Nullable String marked(Generation now, @Nullable String alias) {
    return alias == null ? null : now.marked(alias);
  }

  private static String @Nullable [] marked(Generation now, String @Nullable [] aliases) {
    if (aliases == null) {
      return null;
    }
    String[] marked = new String[aliases.length];
    for (int i = 0; i < aliases.length; i++) {
      marked[i] = now.marked(aliases[i]);
    }
    return marked;
  }

  private @Nullable Generation generation(String alias) {
    Generation one = current;
    while (one != null && !alias.startsWith(one.marked(""))) {
      one = one.before();
    }
    return one;
  }

  private static String unmarked(String alias) {
    return alias.substring(alias.indexOf('.') + 1);
  }
}
