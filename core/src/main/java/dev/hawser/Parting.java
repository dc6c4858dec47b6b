package dev.hawser;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.diagnosis.Diagnosis;
import dev.hawser.diagnosis.Evidence;
import java.util.Locale;

/**
 * How an attempt, a session or a connection ended, and why.
 *
 * @param ending what was seen
 * @param diagnosis what that means, with the endings right before it and the history of its origin
 *     taken into account
 * @param inDoubt messages that were written and not confirmed by a Pong when the link ended
 */
public record Parting(Ending ending, Diagnosis diagnosis, long inDoubt) {
  /** Makes a parting of an ending without a history. */
  public Parting(Ending ending, long inDoubt) {
    this(ending, Diagnosis.of(Evidence.of(ending)), inDoubt);
  }

  static Parting of(Evidence evidence, long inDoubt) {
    return new Parting(evidence.ending(), Diagnosis.of(evidence), inDoubt);
  }

  /** Returns the close code that describes the end; 1006 when no Close frame came. */
  public CloseCode code() {
    return ending.code();
  }

  /** Returns what happened, why, and what to do, in English. */
  public String explain() {
    return diagnosis.explain();
  }

  /** Returns {@link #explain()} in French for a French-speaking locale, else in English. */
  public String explain(Locale locale) {
    return diagnosis.explain(locale);
  }

  /** Returns {@link #explain()}. */
  @Override
  public String toString() {
    return explain();
  }
}
