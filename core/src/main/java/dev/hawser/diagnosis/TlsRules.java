package dev.hawser.diagnosis;

import static dev.hawser.diagnosis.Finding.confirmed;
import static dev.hawser.diagnosis.Finding.likely;
import static dev.hawser.diagnosis.Finding.possible;

import dev.hawser.close.Certificate;
import dev.hawser.close.Ending;
import java.util.List;

/**
 * From the exceptions of a failed TLS handshake to a cause, by the words of the JDK and of Netty;
 * an exception is the only place where they say it.
 */
final class TlsRules {
  /** Names of products that issue certificates of their own for what they look into. */
  private static final List<String> INSPECTORS =
      List.of("avast", "kaspersky", "eset ssl", "zscaler", "netskope", "fortinet", "bitdefender");

  private TlsRules() {}

  static Finding finding(Ending.Unreachable ending) {
    Words words = Words.of(ending.text(), ending.facts().exception());
    Certificate certificate = ending.facts().peer().certificate();
    String issuer = certificate == null ? "" : certificate.issuer();
    if (new Words(issuer).have(INSPECTORS.toArray(String[]::new))) {
      return likely(Cause.TLS_INSPECTION).with(Measure.name(issuer));
    }
    if (words.have("certificateexpired", "certificatenotyetvalid", "certificate_expired")) {
      return confirmed(Cause.TLS_EXPIRED);
    }
    if (words.have("no subject alternative", "no name matching", "doesn't match")) {
      return confirmed(Cause.TLS_NAME);
    }
    if (words.have("pkix path building failed", "unable to find valid certification path")) {
      return confirmed(Cause.TLS_CHAIN);
    }
    if (words.have("not an ssl/tls record", "unrecognized ssl message", "plaintext connection")) {
      return confirmed(Cause.WSS_TO_CLEAR_PORT);
    }
    if (words.have("certificate_required")) {
      return confirmed(Cause.TLS_CLIENT_CERT);
    }
    if (words.have("no_application_protocol")) {
      return likely(Cause.H2_ONLY);
    }
    return words.have("bad_certificate")
        ? possible(Cause.TLS_CLIENT_CERT).or(Cause.TLS_HANDSHAKE)
        : likely(Cause.TLS_HANDSHAKE);
  }
}
