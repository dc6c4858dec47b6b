package dev.hawser.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class AutobahnReportTest {
  private static String index(String... cases) {
    return "{\"netty\": {" + String.join(",", cases) + "}, \"other\": {}}";
  }

  private static String verdict(String name, String behavior, String close) {
    return "\"%s\": {\"behavior\": \"%s\", \"behaviorClose\": \"%s\"}"
        .formatted(name, behavior, close);
  }

  private static AutobahnReport report(String... cases) throws IOException {
    return AutobahnReport.read(index(cases), "netty");
  }

  @Test
  void readsBothVerdicts() throws IOException {
    assertThat(
            report(
                    verdict("1.1", "OK", "OK"),
                    verdict("1.2", "FAILED", "OK"),
                    verdict("1.3", "OK", "UNCLEAN"),
                    verdict("1.4", "OK", "WRONG CODE"),
                    verdict("1.5", "NON-STRICT", "INFORMATIONAL"),
                    "\"1.6\": {\"behavior\": \"OK\"}")
                .failed())
        .containsExactly("1.2", "1.3", "1.4", "1.6");
  }

  @Test
  void listsWhatIsNotPlainlyOkAndCounts() throws IOException {
    AutobahnReport report =
        report(
            verdict("1.1", "OK", "OK"),
            verdict("1.2", "NON-STRICT", "OK"),
            verdict("1.3", "OK", "UNCLEAN"));
    assertThat(report.summary(3))
        .containsExactly("1.2 NON-STRICT, close OK", "1.3 OK, close UNCLEAN", "2 passed, 1 failed");
    assertThat(report.passes(3)).isFalse();
  }

  @Test
  void aMissingCaseHasFailed() throws IOException {
    AutobahnReport report = report(verdict("1.1", "OK", "OK"));
    assertThat(report.summary(3))
        .containsExactly("1 cases reported, expected are 3", "1 passed, 2 failed");
    assertThat(report.passes(3)).isFalse();
    assertThat(report.passes(1)).isTrue();
    assertThat(AutobahnReport.read(index(), "nobody").passes(1)).isFalse();
  }

  @Test
  void aLaterVerdictStandsForAnEarlierOne() throws IOException {
    AutobahnReport first =
        report(verdict("1.1", "FAILED", "OK"), verdict("1.2", "FAILED", "UNCLEAN"));
    AutobahnReport both = first.with(report(verdict("1.1", "OK", "OK")));
    assertThat(both.failed()).containsExactly("1.2");
    assertThat(both.cases()).hasSize(2);
  }
}
