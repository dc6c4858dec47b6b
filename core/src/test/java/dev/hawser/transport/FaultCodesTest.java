package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultCodesTest {
  @ParameterizedTest
  @CsvSource({"PROTOCOL_VIOLATION, 1002", "INVALID_PAYLOAD, 1007", "MESSAGE_TOO_BIG, 1009"})
  void aBrokenRuleHasItsCodeAndTheCodeItsRule(Fault broken, int code) {
    assertThat(FaultCodes.code(broken).value()).isEqualTo(code);
    assertThat(FaultCodes.fault(CloseCode.of(code))).isEqualTo(broken);
  }
}
