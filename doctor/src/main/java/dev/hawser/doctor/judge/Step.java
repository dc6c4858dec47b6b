package dev.hawser.doctor.judge;

/**
 * One line of the examination.
 *
 * @param id its stable name, such as {@code dns} or {@code hop:backend}
 * @param outcome how it went
 * @param millis how long it took
 * @param evidence what was seen
 */
public record Step(String id, Outcome outcome, long millis, Phrase evidence) {
  /** How a step went. */
  public enum Outcome {
    /** As it should. */
    OK,
    /** Not as it should, and still working. */
    WARN,
    /** This is where it breaks. */
    FAIL,
    /** Not looked at. */
    SKIPPED
  }
}
