package dev.hawser.doctor.wire;

import dev.hawser.doctor.evidence.CertificateFacts;
import dev.hawser.doctor.evidence.TlsLook.CertificateFault;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.X509TrustManager;

/** What a chain of certificates says, and what is wrong with it; all of it, not the first. */
final class Certificates {
  private Certificates() {}

  /**
   * The certificates as they were sent.
   *
   * @param links the server's own first
   * @param type the way of authentication that the handshake agreed on, as {@link
   *     X509TrustManager#checkServerTrusted} takes it
   */
  @SuppressWarnings("ArrayRecordComponent") // as the Java API hands it over, and compared nowhere
  record Chain(X509Certificate[] links, String type) {}

  static CertificateFacts facts(X509Certificate certificate) {
    return new CertificateFacts(
        certificate.getSubjectX500Principal().getName(),
        certificate.getIssuerX500Principal().getName(),
        names(certificate),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant());
  }

  static List<CertificateFault> faults(
      Chain sent, String host, Instant now, X509TrustManager trust) {
    X509Certificate[] chain = sent.links();
    List<CertificateFault> faults = new ArrayList<>();
    boolean outdated = false;
    for (X509Certificate link : chain) {
      outdated |= now.isAfter(link.getNotAfter().toInstant());
      outdated |= now.isBefore(link.getNotBefore().toInstant());
    }
    if (outdated) {
      faults.add(CertificateFault.DATES);
    }
    if (names(chain[0]).stream().noneMatch(name -> matches(name, host))) {
      faults.add(CertificateFault.NAME);
    }
    if (!trusted(sent, trust, outdated)) {
      faults.add(CertificateFault.CHAIN);
    }
    return faults;
  }

  private static boolean trusted(Chain sent, X509TrustManager trust, boolean outdated) {
    try {
      trust.checkServerTrusted(sent.links(), sent.type());
      return true;
    } catch (CertificateException e) {
      // Dates are a fault of their own: a chain that only fails for them is in order.
      return outdated && !String.valueOf(e.getMessage()).contains("path building failed");
    }
  }

  /** The DNS names and addresses it is for (RFC 6125 s.6.4); of the common name nobody asks now. */
  private static List<String> names(X509Certificate certificate) {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null) {
        for (List<?> alternative : alternatives) {
          if (alternative.get(1) instanceof String name) {
            names.add(name.toLowerCase(Locale.ROOT));
          }
        }
      }
    } catch (CertificateParsingException e) {
      return List.of();
    }
    return names;
  }

  static boolean matches(String name, String host) {
    String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    if (name.startsWith("*.")) {
      int dot = plain.indexOf('.');
      return dot > 0 && plain.substring(dot + 1).equals(name.substring(2));
    }
    return name.equals(plain) || (plain.contains(":") && sameAddress(name, plain));
  }

  private static boolean sameAddress(String one, String other) {
    try {
      return one.contains(":") && InetAddress.getByName(one).equals(InetAddress.getByName(other));
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
