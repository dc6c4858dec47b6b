package dev.hawser.transport.netty;

import dev.hawser.transport.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed identity for one host, made by the JDK's keytool. */
final class TestTls {
  /** Good for 127.0.0.1 and localhost. */
  static final TestTls LOOPBACK = new TestTls("loopback", "san=ip:127.0.0.1,dns:localhost");

  /** Good for another host only. */
  static final TestTls ELSEWHERE = new TestTls("elsewhere", "san=dns:elsewhere.example");

  private final KeyManager keyManager;
  private final TrustManager trustManager;

  private TestTls(String name, String san) {
    try {
      Path directory = Files.createTempDirectory("hawser-tls");
      Path file = directory.resolve(name + ".p12");
      Process keytool =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                      "-genkeypair",
                      "-alias",
                      name,
                      "-keyalg",
                      "EC",
                      "-dname",
                      "CN=" + name,
                      "-ext",
                      san,
                      "-validity",
                      "7",
                      "-storetype",
                      "PKCS12",
                      "-storepass",
                      "changeit",
                      "-keystore",
                      file.toString()))
              .redirectErrorStream(true)
              .start();
      String said = new String(keytool.getInputStream().readAllBytes());
      if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        throw new AssertionError("keytool: " + said);
      }
      KeyStore store = KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, "changeit".toCharArray());
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(name, store.getCertificate(name));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      keyManager = keys.getKeyManagers()[0];
      trustManager = trust.getTrustManagers()[0];
      Files.delete(file);
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A server's TLS with this identity. */
  Tls server() {
    return Tls.DEFAULT.with(keyManager);
  }

  /** A client's TLS that trusts this identity and nobody else. */
  Tls client() {
    return Tls.DEFAULT.with(trustManager);
  }

  /** The same identity for sockets of the JDK. */
  SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {keyManager}, new TrustManager[] {trustManager}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
