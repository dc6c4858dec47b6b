package dev.hawser.doctor.lab;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every fault that loopback can produce, examined by URL; the labels stand in {@code labels.csv}.
 *
 * <p>One case alone: {@code -Dhawser.lab=idle-fin}.
 */
class FaultLabTest extends LabTest {
  FaultLabTest() {
    super(cases(), "labels.csv");
  }

  private static List<Case> cases() {
    return Stream.of(ConnectCases.all(), UpgradeCases.all(), SessionCases.all())
        .flatMap(List::stream)
        .toList();
  }

  @Override
  void assertShown(Matrix measured) throws IOException {
    Lab.assertShown(Lab.OWN, measured, page -> page);
  }
}
