package dev.hawser.doctor.evidence;

import java.time.Instant;
import java.util.List;

/**
 * What a server's certificate says of itself.
 *
 * @param subject whom it is for
 * @param issuer who signed it
 * @param names the names and addresses it is valid for
 * @param notBefore when it begins to be valid
 * @param notAfter when it ceases to be
 */
public record CertificateFacts(
    String subject, String issuer, List<String> names, Instant notBefore, Instant notAfter) {
  /** Copies the names. */
  public CertificateFacts {
    names = List.copyOf(names);
  }

  /** Tells whether it was signed with its own key, as far as the names tell. */
  public boolean selfSigned() {
    return subject.equals(issuer);
  }
}
