package dev.hawser.doctor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every fault that loopback can produce, examined by URL; the labels stand in {@code labels.csv}.
 *
 * <p>One case alone: {@code -Dhawser.lab=idle-fin}.
 */
class FaultLabTest {
  private static Matrix matrix;

  @BeforeAll
  static void examineEveryCase() throws Exception {
    List<Case> cases = new ArrayList<>(ConnectCases.all());
    cases.addAll(UpgradeCases.all());
    cases.addAll(SessionCases.all());
    matrix = Lab.examine(cases, "labels.csv");
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
    Lab.assertShown(Lab.OWN, matrix.page());
  }
}
