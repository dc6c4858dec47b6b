package dev.hawser.reconnect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Fault;
import dev.hawser.close.Unreachability;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StandardAdviceTest {
  @Test
  void stopsOnTheseCodesOfThePeerAndRetriesOnAllOthersOfTheRegistry() {
    Set<Integer> stops =
        IntStream.rangeClosed(1000, 4999)
            .filter(code -> !StandardAdvice.of(CloseCode.of(code)).retry())
            .boxed()
            .collect(Collectors.toSet());
    assertThat(stops)
        .containsExactlyInAnyOrder(
            1000, 1002, 1003, 1004, 1007, 1008, 1009, 1010, 1015, 3000, 3003);
  }

  @Test
  void stopsOnNumbersThatAreNoCloseCodes() {
    for (int code : new int[] {0, 999, 5000, 65535}) {
      assertThat(StandardAdvice.of(CloseCode.of(code)).retry()).as("%d", code).isFalse();
    }
  }

  @Test
  void retriesOnTheseStatusesAndStopsOnEveryOther() {
    Set<Integer> retries =
        IntStream.rangeClosed(100, 999)
            .filter(status -> StandardAdvice.ofStatus(status).retry())
            .boxed()
            .collect(Collectors.toSet());
    assertThat(retries)
        .containsExactlyInAnyOrder(408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 530);
  }

  @Test
  void stopsOnDialsThatWouldFailTheSameWay() {
    EnumSet<Unreachability> stops = EnumSet.allOf(Unreachability.class);
    stops.removeIf(kind -> StandardAdvice.of(kind).retry());
    assertThat(stops)
        .containsExactlyInAnyOrder(
            Unreachability.PROXY_REFUSED,
            Unreachability.PROXY_AUTHENTICATION,
            Unreachability.TLS_FAILED,
            Unreachability.BAD_ANSWER,
            Unreachability.SUBPROTOCOL_MISMATCH,
            Unreachability.TRANSPORT_CLOSED);
  }

  @Test
  void stopsOnFaultsThatWouldComeAgain() {
    EnumSet<Fault> stops = EnumSet.allOf(Fault.class);
    stops.removeIf(fault -> StandardAdvice.of(fault).retry());
    assertThat(stops)
        .containsExactlyInAnyOrder(
            Fault.PROTOCOL_VIOLATION,
            Fault.INVALID_PAYLOAD,
            Fault.MESSAGE_TOO_BIG,
            Fault.CONSUMER_STALLED,
            Fault.CALLBACK_FAILED);
  }

  @Test
  void everyRowHasAReasonThatIsAClause() {
    Set<String> reasons = new HashSet<>();
    IntStream.rangeClosed(0, 5000)
        .forEach(code -> reasons.add(StandardAdvice.of(CloseCode.of(code)).why()));
    IntStream.rangeClosed(100, 999)
        .forEach(status -> reasons.add(StandardAdvice.ofStatus(status).why()));
    Arrays.stream(Unreachability.values()).forEach(k -> reasons.add(StandardAdvice.of(k).why()));
    Arrays.stream(Fault.values()).forEach(f -> reasons.add(StandardAdvice.of(f).why()));
    assertThat(reasons).hasSizeGreaterThan(40).allMatch(r -> r.matches("[a-z].{15,90}[^.]"));
  }
}
