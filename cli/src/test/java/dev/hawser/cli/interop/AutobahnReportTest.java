package dev.hawser.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutobahnReportTest {
  private static final Expected ALL_OK = Expected.read(List.of(), "netty", "server");
  private static final Expected ONE_NOT =
      Expected.read(List.of("* * 1.2 NON-STRICT OK always a good reason"), "netty", "server");

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
            ALL_OK.against(
                report(
                    verdict("1.1", "OK", "OK"),
                    verdict("1.2", "FAILED", "OK"),
                    verdict("1.3", "OK", "UNCLEAN"),
                    verdict("1.4", "OK", "WRONG CODE"),
                    "\"1.5\": {\"behavior\": \"OK\"}")))
        .containsExactly("1.2", "1.3", "1.4", "1.5");
  }

  @Test
  void listsWhatIsNotPlainlyOkAndCounts() throws IOException {
    AutobahnReport report =
        report(
            verdict("1.1", "OK", "OK"),
            verdict("1.2", "NON-STRICT", "OK"),
            verdict("1.3", "OK", "UNCLEAN"));
    assertThat(report.summary(ONE_NOT, 3))
        .containsExactly(
            "FAILED 1.3 OK, close UNCLEAN; expected is OK, close OK",
            "as listed: 1.2 NON-STRICT",
            "2 passed, 1 failed");
    assertThat(report.passes(ONE_NOT, 3)).isFalse();
  }

  @Test
  void aCaseThatIsBetterThanItsRowHasFailedToo() throws IOException {
    AutobahnReport report = report(verdict("1.2", "OK", "OK"));
    assertThat(report.summary(ONE_NOT, 1))
        .containsExactly(
            "FAILED 1.2 OK, close OK; expected is NON-STRICT, close OK", "0 passed, 1 failed");
    assertThat(report.passes(ONE_NOT, 1)).isFalse();
  }

  @Test
  void aMissingCaseHasFailed() throws IOException {
    AutobahnReport report = report(verdict("1.1", "OK", "OK"));
    assertThat(report.summary(ALL_OK, 3))
        .containsExactly("1 cases reported, expected are 3", "1 passed, 2 failed");
    assertThat(report.passes(ALL_OK, 3)).isFalse();
    assertThat(report.passes(ALL_OK, 1)).isTrue();
    assertThat(AutobahnReport.read(index(), "nobody").passes(ALL_OK, 1)).isFalse();
  }

  @Test
  void aLaterVerdictStandsForAnEarlierOne() throws IOException {
    AutobahnReport first =
        report(verdict("1.1", "FAILED", "OK"), verdict("1.2", "FAILED", "UNCLEAN"));
    AutobahnReport both = first.with(report(verdict("1.1", "OK", "OK")));
    assertThat(ALL_OK.against(both)).containsExactly("1.2");
    assertThat(both.cases()).hasSize(2);
  }
}
