package dev.hawser.doctor.judge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rules conclude of one hop.
 *
 * @param main the one thing that is wrong, null where nothing is
 * @param warnings what else is wrong and does not keep the connection from working
 */
record Findings(@Nullable Finding main, List<Finding> warnings) {
  static final Findings NONE = new Findings(null, List.of());

  Findings {
    warnings = List.copyOf(warnings);
  }

  static Findings main(Finding finding) {
    return new Findings(finding, List.of());
  }

  static Findings warning(Finding finding) {
    return new Findings(null, List.of(finding));
  }
}
