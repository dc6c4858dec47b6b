package dev.hawser.doctor.judge;

import static dev.hawser.diagnosis.Confidence.CONFIRMED;
import static dev.hawser.diagnosis.Confidence.LIKELY;
import static dev.hawser.diagnosis.Confidence.POSSIBLE;

import dev.hawser.diagnosis.Cause;
import dev.hawser.doctor.evidence.CaseFile;
import dev.hawser.doctor.evidence.CertificateFacts;
import dev.hawser.doctor.evidence.Exchange;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.evidence.TlsLook;
import dev.hawser.doctor.evidence.TlsLook.CertificateFault;
import dev.hawser.doctor.evidence.WireEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** TLS: rules R5, R6, R8 and R9, and what a fatal alert says. */
final class TlsRules {
  /** Makers of programs that open TLS on the way, as they name their issuers. */
  private static final List<String> INSPECTORS =
      List.of(
          "avast",
          "avg web",
          "bitdefender",
          "blue coat",
          "checkpoint",
          "eset",
          "fortinet",
          "forcepoint",
          "kaspersky",
          "netskope",
          "palo alto",
          "sophos",
          "squid",
          "zscaler");

  private TlsRules() {}

  static Findings of(CaseFile file) {
    TlsLook look = file.mainTls();
    if (look == null) {
      return Findings.NONE;
    }
    return look.done() ? certificate(look) : Findings.main(failed(file, look));
  }

  private static Finding failed(CaseFile file, TlsLook look) {
    if (look.answeredInClear()) {
      boolean http = look.firstBytes().startsWith("HTTP/");
      return Finding.of(
          http ? Cause.WSS_TO_CLEAR_PORT : Cause.NOT_HTTP,
          CONFIRMED,
          Stage.TLS,
          Phrase.of("proof.first-bytes", Figures.start(look.firstBytes())));
    }
    Exchange clear = file.at(Probe.CLEAR);
    if (clear != null && clear.answer() != null && !Signatures.tlsPort(clear)) {
      return Finding.of(
          Cause.WSS_TO_CLEAR_PORT,
          CONFIRMED,
          Stage.TLS,
          Phrase.of("proof.clear-answered", clear.status()));
    }
    TlsLook h2 = file.tls().get("h2");
    if (h2 != null && h2.done() && h2.alpn().equals("h2")) {
      return Finding.of(Cause.H2_ONLY, CONFIRMED, Stage.TLS, Phrase.of("proof.only-h2"));
    }
    if (look.certificateAsked() && look.end().ended() && !look.alert().contains("required")) {
      // Ended after it was asked for one and got none; the alert is lost where TCP is reset.
      return Finding.of(
          Cause.TLS_CLIENT_CERT, LIKELY, Stage.TLS, Phrase.of("proof.certificate-asked"));
    }
    if (!look.alert().isEmpty()) {
      boolean wantsCertificate = look.alert().contains("certificate_required");
      return Finding.of(
          wantsCertificate ? Cause.TLS_CLIENT_CERT : Cause.TLS_HANDSHAKE,
          wantsCertificate ? CONFIRMED : LIKELY,
          Stage.TLS,
          Phrase.of("proof.alert", look.alert()));
    }
    return Finding.of(
        Cause.TLS_HANDSHAKE,
        POSSIBLE,
        Stage.TLS,
        Phrase.of(look.end() == WireEnd.OPEN ? "proof.tls-silent" : "proof.tls-cut", look.end()));
  }

  private static Findings certificate(TlsLook look) {
    CertificateFacts facts = look.certificate();
    if (facts == null) {
      return Findings.NONE;
    }
    List<Finding> all = new ArrayList<>();
    if (look.faults().contains(CertificateFault.DATES)) {
      all.add(
          Finding.of(
              Cause.TLS_EXPIRED,
              CONFIRMED,
              Stage.TLS,
              Phrase.of("proof.dates", facts.notBefore(), facts.notAfter())));
    }
    if (look.faults().contains(CertificateFault.NAME)) {
      all.add(
          Finding.of(
              Cause.TLS_NAME,
              CONFIRMED,
              Stage.TLS,
              Phrase.of("proof.names", String.join(", ", facts.names()), facts.subject())));
    }
    boolean inspector = inspector(facts.issuer());
    if (look.faults().contains(CertificateFault.CHAIN)) {
      all.add(
          Finding.of(
              inspector ? Cause.TLS_INSPECTION : Cause.TLS_CHAIN,
              inspector ? LIKELY : CONFIRMED,
              Stage.TLS,
              Phrase.of(
                  facts.selfSigned() ? "proof.self-signed" : "proof.issuer", facts.issuer())));
    }
    if (!all.isEmpty()) {
      return new Findings(all.get(0), all.subList(1, all.size()));
    }
    return inspector
        ? Findings.warning(
            Finding.of(
                Cause.TLS_INSPECTION,
                LIKELY,
                Stage.TLS,
                Phrase.of("proof.inspector", facts.issuer())))
        : Findings.NONE;
  }

  private static boolean inspector(String issuer) {
    String words = issuer.toLowerCase(Locale.ROOT);
    return INSPECTORS.stream().anyMatch(words::contains);
  }
}
