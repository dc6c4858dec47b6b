package dev.hawser.diagnosis;

import dev.hawser.close.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a link ended: a cause, how sure that is, what to do, and what it cannot have been.
 *
 * <p>Immutable. There is one for every ending, a wanted one included.
 *
 * @param evidence what it was drawn from
 * @param cause the cause, {@link Cause#UNKNOWN} where the evidence does not tell
 * @param confidence how sure that is
 * @param remedy what to do about it
 * @param excluded the phases of the link's life that went well and thus hold no cause
 * @param alternatives other causes that fit about as well, the best first
 * @param measure the figures the cause rests on, such as a limit
 */
public record Diagnosis(
    Evidence evidence,
    Cause cause,
    Confidence confidence,
    Remedy remedy,
    List<Phase> excluded,
    List<Cause> alternatives,
    Measure measure) {
  /** Copies the lists. */
  public Diagnosis {
    excluded = List.copyOf(excluded);
    alternatives = List.copyOf(alternatives);
  }

  /** Returns the diagnosis drawn from that evidence. */
  public static Diagnosis of(Evidence evidence) {
    Finding finding = Rules.finding(evidence);
    return new Diagnosis(
        evidence,
        finding.cause(),
        finding.confidence(),
        finding.cause().remedy(),
        Exclusions.of(evidence.ending()),
        finding.alternatives(),
        finding.measure());
  }

  /** Returns the causes that cannot end a link in the phase in which this one ended. */
  public List<Cause> ruledOut() {
    Phase phase = evidence.ending().facts().phase();
    return Cause.known().stream().filter(other -> !other.phases().contains(phase)).toList();
  }

  /** Returns what would decide best; empty where nothing is left to decide. */
  public Optional<NextTest> next() {
    if (confidence == Confidence.CONFIRMED || confidence == Confidence.LIKELY) {
      return Optional.empty();
    }
    List<Cause> suspects = new ArrayList<>(List.of(cause));
    suspects.addAll(alternatives);
    return NextTest.among(suspects);
  }

  /** Returns the three sentences of {@link #explanation} as one text. */
  public String explain(Locale locale) {
    return explanation(locale).toString();
  }

  /** Returns {@link #explain(Locale)} in English. */
  public String explain() {
    return explain(Locale.ENGLISH);
  }

  /**
   * Returns what happened, why, and what to do, with the facts filled in.
   *
   * <p>French for every French-speaking locale, English for every other, whatever the machine's
   * default. Text from the network is quoted, its control characters escaped.
   */
  public Explanation explanation(Locale locale) {
    return new Wording(new Spelling(locale)).explanation(this);
  }
}
