package dev.hawser.close;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloseCodeTest {
  @Test
  void holdsEveryNumberOfSixteenBits() {
    assertThat(CloseCode.of(0).value()).isZero();
    assertThat(CloseCode.of(65_535).value()).isEqualTo(65_535);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CloseCode.of(-1))
        .withMessage("close code -1 is not in 0-65535");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CloseCode.of(65_536))
        .withMessage("close code 65536 is not in 0-65535");
  }

  @ParameterizedTest
  @CsvSource({
    "1000, Normal Closure",
    "1001, Going Away",
    "1002, Protocol error",
    "1003, Unsupported Data",
    "1004, Reserved",
    "1005, No Status Rcvd",
    "1006, Abnormal Closure",
    "1007, Invalid frame payload data",
    "1008, Policy Violation",
    "1009, Message Too Big",
    "1010, Mandatory Ext.",
    "1011, Internal Error",
    "1012, Service Restart",
    "1013, Try Again Later",
    "1014, Bad Gateway",
    "1015, TLS handshake",
    "1016, Unassigned",
    "2999, Unassigned",
    "3000, Unauthorized",
    "3001, Unassigned",
    "3003, Forbidden",
    "3008, Timeout",
    "3999, Unassigned",
    "4000, Private Use",
    "4999, Private Use",
    "0, Not used",
    "999, Not used",
    "5000, Not used",
    "65535, Not used",
  })
  void carriesTheRegistrysWords(int code, String name) {
    assertThat(CloseCode.of(code).registryName()).isEqualTo(name);
    assertThat(CloseCode.of(code)).hasToString(code + " " + name);
  }

  @Test
  void listsTheRegisteredCodesInRisingOrder() {
    List<CloseCode> registered = CloseCode.registered();
    assertThat(registered).isSorted().doesNotHaveDuplicates();
    assertThat(registered.stream().map(CloseCode::value))
        .containsExactly(
            1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013,
            1014, 1015, 3000, 3003, 3008);
    assertThat(registered)
        .noneMatch(
            c -> List.of("Unassigned", "Private Use", "Not used").contains(c.registryName()));
  }

  // RFC 6455 s.7.4.1
  @Test
  void threeCodesAreForLocalReportsOnly() {
    assertThat(codes(code -> CloseCode.of(code).localOnly())).containsExactly(1005, 1006, 1015);
  }

  @Test
  void aClientMaySendThese() {
    assertThat(codes(code -> CloseCode.of(code).sendableBy(Role.CLIENT)))
        .startsWith(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3001)
        .endsWith(4998, 4999)
        .hasSize(9 + 2_000);
  }

  @Test
  void aServerMaySendThese() {
    assertThat(codes(code -> CloseCode.of(code).sendableBy(Role.SERVER)))
        .startsWith(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 1012, 1013, 1014, 3000, 3001)
        .endsWith(4998, 4999)
        .hasSize(11 + 2_000);
  }

  @Test
  void whatEitherSideMaySendIsLegalOnTheWire() {
    assertThat(codes(code -> CloseCode.of(code).legalOnWire(false)))
        .startsWith(
            1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3001)
        .hasSize(12 + 2_000);
  }

  @Test
  void leniencyAddsTheUnassignedCodesOfTheProtocolAndNothingElse() {
    List<Integer> strict = codes(code -> CloseCode.of(code).legalOnWire(false));
    List<Integer> lenient = codes(code -> CloseCode.of(code).legalOnWire(true));
    assertThat(lenient).containsAll(strict).hasSize(strict.size() + 2_999 - 1_016 + 1);
    assertThat(lenient).contains(1016, 2999).doesNotContain(1004, 1005, 1006, 1015, 5000, 999);
  }

  @Test
  void comparesByNumber() {
    assertThat(CloseCode.of(1001))
        .isGreaterThan(CloseCode.NORMAL_CLOSURE)
        .isLessThan(CloseCode.PROTOCOL_ERROR)
        .isEqualByComparingTo(CloseCode.GOING_AWAY)
        .isEqualTo(CloseCode.GOING_AWAY);
  }

  @Test
  void knowsItsRange() {
    assertThat(CloseCode.of(1014).range()).isEqualTo(CodeRange.PROTOCOL);
    assertThat(CloseCode.of(4000).range()).isEqualTo(CodeRange.PRIVATE);
  }

  private static List<Integer> codes(IntPredicate which) {
    return IntStream.rangeClosed(0, 65_535).filter(which).boxed().toList();
  }
}
