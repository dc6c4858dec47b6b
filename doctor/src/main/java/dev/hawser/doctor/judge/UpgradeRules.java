package dev.hawser.doctor.judge;

import static dev.hawser.diagnosis.Confidence.CONFIRMED;
import static dev.hawser.diagnosis.Confidence.LIKELY;
import static dev.hawser.diagnosis.Confidence.POSSIBLE;

import dev.hawser.diagnosis.Cause;
import dev.hawser.doctor.evidence.CaseFile;
import dev.hawser.doctor.evidence.Exchange;
import dev.hawser.doctor.evidence.Probe;
import dev.hawser.doctor.evidence.TlsLook;
import dev.hawser.doctor.evidence.WireEnd;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The opening handshake: rules R7, R10 to R15, R17 and R33. */
final class UpgradeRules {
  private static final List<String> BACKEND_IDS =
      List.of("X-Backend", "X-Backend-Server", "X-Served-By", "X-Upstream", "X-Server", "X-Pod");

  private UpgradeRules() {}

  static Findings of(CaseFile file) {
    Exchange answer = file.at(Probe.WS0);
    if (answer == null) {
      return Findings.NONE;
    }
    Finding sometimes = sometimes(file, answer);
    if (sometimes != null) {
      return Findings.main(sometimes);
    }
    if (answer.upgraded()) {
      return Findings.NONE;
    }
    if (answer.status() == 0) {
      return Findings.main(noAnswer(file, answer));
    }
    return Findings.main(
        answer.status() == 101 ? bad101(answer.defect()) : StatusRules.of(file, answer));
  }

  /** A 101 that is none: which of its fields is wrong tells what happened to it. */
  static Finding bad101(String defect) {
    Phrase proof = Phrase.of("proof.bad-101", defect);
    if (defect.startsWith("Sec-WebSocket-Accept")) {
      return Finding.of(Cause.ACCEPT_MISMATCH, CONFIRMED, Stage.UPGRADE, proof);
    }
    // Upgrade and Connection belong to one hop, and a proxy that does not know them removes them.
    return defect.startsWith("Upgrade") || defect.startsWith("Connection")
        ? Finding.of(Cause.UPGRADE_STRIPPED, LIKELY, Stage.UPGRADE, proof)
        : Finding.of(Cause.PROTOCOL_ERROR, CONFIRMED, Stage.UPGRADE, proof);
  }

  /** Some attempts succeed and some fail: one of several servers (R33). */
  private static @Nullable Finding sometimes(CaseFile file, Exchange first) {
    List<Exchange> all = new ArrayList<>(file.repeats());
    all.add(first);
    List<Exchange> failed = all.stream().filter(e -> !e.upgraded()).toList();
    if (failed.isEmpty() || failed.size() == all.size()) {
      return null;
    }
    List<Exchange> fine = all.stream().filter(Exchange::upgraded).toList();
    Finding limit = limit(file, failed);
    String id = backend(failed);
    boolean tied = !id.isEmpty() && fine.stream().noneMatch(e -> id.equals(backend(List.of(e))));
    if (limit != null && !tied) {
      return limit.and(
          Phrase.of("proof.sometimes", failed.size(), all.size(), said(failed.get(0))));
    }
    Finding finding =
        Finding.of(
            Cause.ONE_BAD_BACKEND,
            tied ? LIKELY : POSSIBLE,
            Stage.UPGRADE,
            Phrase.of("proof.sometimes", failed.size(), all.size(), said(failed.get(0))));
    return tied ? finding.and(Phrase.of("proof.backend-id", id)) : finding;
  }

  /** What failed, failed while other connections were open, or because there were many before. */
  private static @Nullable Finding limit(CaseFile file, List<Exchange> failed) {
    Exchange alone = file.at(Probe.ALONE);
    boolean told = failed.stream().allMatch(e -> e.status() == 429);
    boolean perhaps =
        failed.size() > 1
            && failed.stream().allMatch(e -> e.status() == 503 || (e.mute() && e.end().ended()));
    if (alone != null && alone.upgraded() && (told || perhaps)) {
      return Finding.of(Cause.CONNECTION_LIMIT, LIKELY, Stage.UPGRADE, Phrase.of("proof.alone"));
    }
    return told ? Finding.of(Cause.RATE_LIMIT, LIKELY, Stage.UPGRADE) : null;
  }

  /** Returns what all these answers name as their server, empty where they name none or several. */
  private static String backend(List<Exchange> answers) {
    for (String name : BACKEND_IDS) {
      String id = answers.get(0).header(name);
      if (!id.isEmpty() && answers.stream().allMatch(e -> e.header(name).equals(id))) {
        return id;
      }
    }
    return "";
  }

  private static String said(Exchange answer) {
    return answer.status() == 0 ? answer.end().name() : "HTTP " + answer.status();
  }

  private static Finding noAnswer(CaseFile file, Exchange answer) {
    TlsLook tls = file.tlsOnClear();
    boolean spokeTls = tls != null && (tls.done() || !tls.alert().isEmpty());
    if (!file.ask().secure() && (answer.tlsAlert() || spokeTls)) {
      return Finding.of(
          Cause.WS_TO_TLS_PORT,
          CONFIRMED,
          Stage.UPGRADE,
          Phrase.of(answer.tlsAlert() ? "proof.tls-alert-bytes" : "proof.tls-answered"));
    }
    TlsLook own = file.mainTls();
    if (own != null && own.certificateAsked() && answer.mute() && answer.end().ended()) {
      boolean said = answer.defect().contains("certificate");
      return Finding.of(
              Cause.TLS_CLIENT_CERT,
              said ? CONFIRMED : LIKELY,
              Stage.TLS,
              Phrase.of("proof.certificate-asked"))
          .and(Phrase.of("proof.mute-end", said ? answer.defect() : answer.end()));
    }
    if (answer.end() == WireEnd.TLS_ALERT) {
      boolean certificate = answer.defect().contains("certificate");
      return Finding.of(
          certificate ? Cause.TLS_CLIENT_CERT : Cause.TLS_HANDSHAKE,
          certificate ? CONFIRMED : LIKELY,
          Stage.TLS,
          Phrase.of("proof.alert", answer.defect()));
    }
    if (http2(answer)) {
      return Finding.of(Cause.H2_ONLY, CONFIRMED, Stage.UPGRADE, Phrase.of("proof.h2-frames"));
    }
    if (answer.garbage() && !answer.firstBytes().startsWith("HTTP/")) {
      return Finding.of(
          Cause.NOT_HTTP,
          CONFIRMED,
          Stage.UPGRADE,
          Phrase.of("proof.first-bytes", Figures.start(answer.firstBytes())));
    }
    if (!answer.end().ended()) {
      return slow(file, answer);
    }
    Finding mute =
        Finding.of(
            Cause.MUTE_PROXY,
            POSSIBLE,
            Stage.UPGRADE,
            Phrase.of("proof.mute", answer.end(), answer.millis()));
    Exchange get = file.at(Probe.GET);
    return get != null && get.status() != 0
        ? mute.and(Phrase.of("proof.get-answered", get.status()))
        : mute.and(Phrase.of("proof.get-mute"));
  }

  /** An HTTP/2 connection begins with a SETTINGS frame of stream 0 (RFC 9113 s.3.4, s.6.5). */
  private static boolean http2(Exchange answer) {
    String bytes = answer.firstBytes();
    return answer.garbage()
        && bytes.length() >= 9
        && bytes.startsWith("\0\0")
        && bytes.charAt(2) % 6 == 0
        && bytes.charAt(3) == 4
        && bytes.startsWith("\0\0\0\0", 5);
  }

  private static Finding slow(CaseFile file, Exchange answer) {
    Exchange get = file.at(Probe.GET);
    Finding slow =
        Finding.of(
            Cause.BACKEND_SLOW,
            POSSIBLE,
            Stage.UPGRADE,
            Phrase.of("proof.no-answer", Figures.seconds(answer.millis())));
    return get != null && get.status() != 0
        ? slow.and(Phrase.of("proof.get-answered", get.status()))
        : slow;
  }
}
