package dev.hawser.doctor.judge;

import dev.hawser.diagnosis.Cause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is concluded from everything that was seen.
 *
 * @param main what is wrong, null where nothing is
 * @param warnings what else is wrong without keeping the connection from working
 * @param ruledOut the causes that the evidence excludes
 * @param nextTests what would tell more
 * @param bounds the bounds asked for, each with what was measured
 * @param exitCode what the command exits with
 */
public record Judgement(
    @Nullable Finding main,
    List<Finding> warnings,
    List<Cause> ruledOut,
    List<NextTest> nextTests,
    List<Bound> bounds,
    int exitCode) {
  /** Copies the lists. */
  public Judgement {
    warnings = List.copyOf(warnings);
    ruledOut = List.copyOf(ruledOut);
    nextTests = List.copyOf(nextTests);
    bounds = List.copyOf(bounds);
  }

  /**
   * A test that would tell more.
   *
   * @param options what to add to the command line
   * @param why what it would tell
   */
  public record NextTest(String options, Phrase why) {}

  /**
   * A bound, held against what was measured.
   *
   * @param text the bound as it was written
   * @param met whether it is kept
   * @param measured what was measured, with its unit; empty where nothing was
   */
  public record Bound(String text, boolean met, String measured) {}
}
