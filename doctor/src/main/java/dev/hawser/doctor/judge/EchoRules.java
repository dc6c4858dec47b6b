package dev.hawser.doctor.judge;

import static dev.hawser.diagnosis.Confidence.LIKELY;

import dev.hawser.diagnosis.Cause;
import dev.hawser.doctor.evidence.CaseFile;
import dev.hawser.doctor.evidence.EchoLook;
import java.util.List;

/** The application's message in fragments, held against the same message whole. */
final class EchoRules {
  private EchoRules() {}

  /** Who takes a message whole must take it in fragments (RFC 6455 s.5.4). */
  static Findings of(CaseFile file) {
    List<EchoLook> echoes = file.echoes();
    if (echoes.size() < 2 || !echoes.get(0).pong()) {
      return Findings.NONE;
    }
    EchoLook whole = echoes.get(0);
    EchoLook parts = echoes.get(1);
    if (parts.lost()) {
      Object said = parts.code() == 0 ? parts.end() : parts.code();
      return warning(Phrase.of("proof.fragments-lost", said));
    }
    // The Pong behind it shows that there was time for an answer.
    return whole.answered() && !parts.answered() && parts.pong()
        ? warning(Phrase.of("proof.fragments-unanswered"))
        : Findings.NONE;
  }

  private static Findings warning(Phrase proof) {
    return Findings.warning(Finding.of(Cause.PROTOCOL_ERROR, LIKELY, Stage.OPEN, proof));
  }
}
