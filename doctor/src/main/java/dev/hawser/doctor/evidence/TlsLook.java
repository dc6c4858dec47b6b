package dev.hawser.doctor.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one TLS handshake showed.
 *
 * @param done whether it was finished
 * @param version the protocol version agreed on, empty when none was
 * @param alpn the application protocol chosen, empty for none
 * @param certificate the server's certificate, null when none was seen
 * @param faults what is wrong with the certificate
 * @param alert the name of the fatal alert received, empty for none
 * @param firstBytes the first bytes that came back, as they were
 * @param end how the connection stood afterwards
 * @param millis how long it took
 * @param certificateAsked whether the server asked for a certificate of this client
 */
public record TlsLook(
    boolean done,
    String version,
    String alpn,
    @Nullable CertificateFacts certificate,
    List<CertificateFault> faults,
    String alert,
    String firstBytes,
    WireEnd end,
    long millis,
    boolean certificateAsked) {
  /** Copies the list. */
  public TlsLook {
    faults = List.copyOf(faults);
  }

  /** A handshake in which no certificate of this client was asked for. */
  public TlsLook(
      boolean done,
      String version,
      String alpn,
      @Nullable CertificateFacts certificate,
      List<CertificateFault> faults,
      String alert,
      String firstBytes,
      WireEnd end,
      long millis) {
    this(done, version, alpn, certificate, faults, alert, firstBytes, end, millis, false);
  }

  /** What can be wrong with a certificate; more than one may be. */
  public enum CertificateFault {
    /** Out of its dates. */
    DATES,
    /** For another name. */
    NAME,
    /** Its issuer is not trusted here, or a link of its chain is missing. */
    CHAIN
  }

  /** Tells whether something was answered that is no TLS record. */
  public boolean answeredInClear() {
    // RFC 8446 s.5.1: a record begins with its content type, 20 to 23.
    return !done && !firstBytes.isEmpty() && !isRecord(firstBytes.charAt(0));
  }

  private static boolean isRecord(char first) {
    return first >= 20 && first <= 23;
  }
}
