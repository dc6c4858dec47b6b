package dev.hawser.doctor.lab;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Faults whose servers and labels were written without knowing the rules, examined by URL; the
 * labels stand in {@code blind.csv}.
 *
 * <p>One case alone: {@code -Dhawser.lab=b-sshd}.
 */
class BlindLabTest extends LabTest {
  BlindLabTest() {
    super(cases(), "blind.csv");
  }

  private static List<Case> cases() {
    return Stream.of(
            BlindConnectCases.all(),
            BlindAnswerCases.all(),
            BlindSessionCases.all(),
            BlindEndingCases.all(),
            // Last, when this process is warm: they want to be kept busy in time.
            BlindSessionCases.timers())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  void assertShown(Matrix measured) throws IOException {
    Lab.assertShown(Lab.BLIND, measured, page -> page.replace("## ", "### "));
  }
}
