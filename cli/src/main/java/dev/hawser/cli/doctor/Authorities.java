package dev.hawser.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Certificates of a PEM file, as those that are trusted. */
final class Authorities {
  private Authorities() {}

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException naming the file and what is allowed
   */
  static X509TrustManager read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new IllegalArgumentException("'" + file + "' holds no certificate in PEM form");
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate certificate : certificates) {
        store.setCertificateEntry("ca-" + store.size(), certificate);
      }
      return manager(store);
    } catch (CertificateException e) {
      throw new IllegalArgumentException("'" + file + "' holds no certificate in PEM form", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("'" + file + "' cannot be read: a PEM file is wanted", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime cannot hold certificates", e);
    }
  }

  private static X509TrustManager manager(KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new IllegalStateException("this Java runtime trusts nobody");
  }
}
