package dev.hawser.doctor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Faults whose servers and labels were written without knowing the rules, examined by URL; the
 * labels stand in {@code blind.csv}.
 *
 * <p>One case alone: {@code -Dhawser.lab=b-sshd}.
 */
class BlindLabTest {
  private static Matrix matrix;

  @BeforeAll
  static void examineEveryCase() throws Exception {
    List<Case> cases = new ArrayList<>(BlindSessionCases.timers());
    cases.addAll(BlindConnectCases.all());
    cases.addAll(BlindAnswerCases.all());
    cases.addAll(BlindSessionCases.all());
    cases.addAll(BlindEndingCases.all());
    matrix = Lab.examine(cases, "blind.csv");
  }

  @AfterAll
  static void printTheMatrix() {
    System.out.println(matrix.page());
  }

  @Test
  void whatIsConfirmedIsNeverWrong() {
    assertThat(matrix.wrong("CONFIRMED")).isEmpty();
  }

  @Test
  void whatIsLikelyIsRightInNineOfTen() {
    assertThat(matrix.right("LIKELY") * 10)
        .as("%s", matrix.wrong("LIKELY"))
        .isGreaterThanOrEqualTo(matrix.count("LIKELY") * 9);
  }

  @Test
  void thePageShowsTheMatrix() throws IOException {
    Lab.assertShown(Lab.BLIND, matrix.page().replace("## ", "### "));
  }
}
