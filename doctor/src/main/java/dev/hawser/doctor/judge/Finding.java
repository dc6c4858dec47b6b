package dev.hawser.doctor.judge;

import dev.hawser.diagnosis.Cause;
import dev.hawser.diagnosis.Confidence;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rule concludes.
 *
 * @param cause what is wrong
 * @param confidence how sure that is
 * @param hop where it sits: a name of {@link dev.hawser.diagnosis.Hop}, or the user's for a hop
 * @param stage when it shows
 * @param product the product that shows it, empty where none is known
 * @param proof what was seen, and what was compared
 */
public record Finding(
    Cause cause,
    Confidence confidence,
    String hop,
    Stage stage,
    String product,
    List<Phrase> proof) {
  /** Copies the proof. */
  public Finding {
    proof = List.copyOf(proof);
  }

  static Finding of(Cause cause, Confidence confidence, Stage stage, Phrase... proof) {
    return new Finding(cause, confidence, cause.hop().name(), stage, "", List.of(proof));
  }

  Finding at(String place) {
    return new Finding(cause, confidence, place, stage, product, proof);
  }

  Finding by(String name) {
    return new Finding(cause, confidence, hop, stage, name, proof);
  }

  Finding sure(Confidence how) {
    return new Finding(cause, how, hop, stage, product, proof);
  }

  Finding and(Phrase more) {
    List<Phrase> all = new ArrayList<>(proof);
    all.add(more);
    return new Finding(cause, confidence, hop, stage, product, all);
  }
}
