package dev.hawser.doctor.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A self-signed identity, made by the JDK's keytool. */
final class TestIdentity {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final SSLContext context;
  private final X509TrustManager trust;

  /** Makes one for a subject, with further options of keytool's. */
  TestIdentity(String subject, String names, String... options) {
    try {
      Path directory = Files.createTempDirectory("hawser-lab");
      Path file = directory.resolve("lab.p12");
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-J-XX:TieredStopAtLevel=1",
                  "-genkeypair",
                  "-alias",
                  "lab",
                  "-keyalg",
                  "EC",
                  "-dname",
                  subject,
                  "-ext",
                  "san=" + names,
                  "-storetype",
                  "PKCS12",
                  "-storepass",
                  "changeit",
                  "-keystore",
                  file.toString()));
      command.addAll(Arrays.asList(options));
      Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(keytool.getInputStream().readAllBytes());
      if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        throw new AssertionError("keytool: " + said);
      }
      KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD);
      context = SSLContext.getInstance("TLS");
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("lab", store.getCertificate("lab"));
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      trust = (X509TrustManager) factory.getTrustManagers()[0];
      context.init(keys.getKeyManagers(), factory.getTrustManagers(), null);
      Files.delete(file);
      Files.delete(directory);
    } catch (IOException | GeneralSecurityException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static TestIdentity loopback() {
    return new TestIdentity("CN=lab", "ip:127.0.0.1,dns:localhost", "-validity", "7");
  }

  X509TrustManager trust() {
    return trust;
  }

  /** Listens with TLS; a client certificate is demanded where wanted. */
  ServerSocket listen(boolean clientCertificate, String... alpn) {
    try {
      SSLServerSocketFactory factory = context.getServerSocketFactory();
      SSLServerSocket socket =
          (SSLServerSocket) factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      socket.setNeedClientAuth(clientCertificate);
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(alpn);
      parameters.setNeedClientAuth(clientCertificate);
      socket.setSSLParameters(parameters);
      return socket;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
