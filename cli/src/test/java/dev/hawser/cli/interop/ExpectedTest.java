package dev.hawser.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.cli.interop.AutobahnReport.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectedTest {
  private static final Path LIST = Path.of("../conformance/interop/autobahn.expected");
  private static final Verdict NON_STRICT = new Verdict("NON-STRICT", "OK");

  private static Expected expected(String... lines) {
    return Expected.read(List.of(lines), "tyrus", "client");
  }

  @Test
  void readsTheRowsOfOneSideOfOneTransport() {
    assertThat(
            expected(
                    "# words",
                    "",
                    "tyrus client 1.1 FAILED UNCLEAN always so it is",
                    "* * 1.2 NON-STRICT OK sometimes so it goes",
                    "netty client 1.3 FAILED OK always not asked",
                    "tyrus server 1.4 FAILED OK always not asked")
                .rows())
        .isEqualTo(
            Map.of(
                "1.1", new Expected.Row(new Verdict("FAILED", "UNCLEAN"), true, "so it is"),
                "1.2", new Expected.Row(NON_STRICT, false, "so it goes")));
  }

  @Test
  void sometimesLetsACaseBeOkAndNothingElse() {
    Expected.Row row = new Expected.Row(NON_STRICT, false, "it is a race");
    assertThat(row.allows(NON_STRICT)).isTrue();
    assertThat(row.allows(Expected.OK)).isTrue();
    assertThat(row.allows(new Verdict("FAILED", "OK"))).isFalse();
    assertThat(row.allows(new Verdict("NON-STRICT", "UNCLEAN"))).isFalse();
  }

  @Test
  void alwaysLetsACaseBeNothingElse() {
    Expected.Row row = new Expected.Row(NON_STRICT, true, "it is so");
    assertThat(row.allows(NON_STRICT)).isTrue();
    assertThat(row.allows(Expected.OK)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tyrus client 1.1 FAILED OK always", "tyrus client 1.1 FAILED OK never so it is"})
  void refusesARowWithoutAReasonOrAWhen(String row) {
    assertThatThrownBy(() -> expected(row))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(row);
  }

  @Test
  void refusesTwoRowsForOneCase() {
    assertThatThrownBy(
            () ->
                expected("* * 1.1 NON-STRICT OK always once", "tyrus * 1.1 FAILED OK always twice"))
        .hasMessageContaining("second row")
        .hasMessageContaining("twice");
  }

  @Test
  void theListOfThisRepositoryHasNoFailures() throws IOException {
    List<String> lines = Files.readAllLines(LIST);
    for (String transport : Files.readAllLines(LIST.resolveSibling("transports"))) {
      for (String side : List.of("server", "client")) {
        assertThat(Expected.read(lines, transport, side).rows().values())
            .as("%s, %s", transport, side)
            .isNotEmpty()
            .allSatisfy(
                row ->
                    assertThat(row.verdict())
                        .isIn(NON_STRICT, new Verdict("INFORMATIONAL", "INFORMATIONAL")));
      }
    }
  }
}
