package dev.hawser.doctor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One examination of a set of cases, and what must be true of its matrix. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LabTest {
  private final List<Case> cases;
  private final String labels;
  private Matrix matrix;

  LabTest(List<Case> cases, String labels) {
    this.cases = cases;
    this.labels = labels;
  }

  /** Compares what was said with the page. */
  abstract void assertShown(Matrix measured) throws IOException;

  @BeforeAll
  final void examineEveryCase() throws Exception {
    matrix = Lab.examine(cases, labels);
  }

  @AfterAll
  final void printTheMatrix() {
    System.out.println(matrix.page());
  }

  @Test
  final void whatIsConfirmedIsNeverWrong() {
    assertThat(matrix.wrong("CONFIRMED")).isEmpty();
  }

  @Test
  final void whatIsLikelyIsRightInNineOfTen() {
    assertThat(matrix.right("LIKELY") * 10)
        .as("%s", matrix.wrong("LIKELY"))
        .isGreaterThanOrEqualTo(matrix.count("LIKELY") * 9);
  }

  @Test
  final void thePageShowsTheMatrix() throws IOException {
    assertShown(matrix);
  }
}
