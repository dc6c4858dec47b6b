package dev.hawser.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloseCodePolicyTest {
  @ParameterizedTest
  @CsvSource({
    "PREFER_1014, , 1014",
    "PREFER_1014, Boost.Beast/300, 1014",
    "COMPAT_1011, , 1011",
    "COMPAT_1011, Mozilla/5.0, 1011",
    "AUTO, , 1014",
    "AUTO, Mozilla/5.0, 1014",
    "AUTO, Boost.Beast/300, 1011",
    "AUTO, boost.beast/1, 1011",
    "AUTO, AutobahnTestSuite/0.8.2, 1011",
    "AUTO, not Boost.Beast/300, 1014",
  })
  void saysTheCodeForAClient(CloseCodePolicy policy, String userAgent, int code) {
    assertThat(policy.badGateway(userAgent).value()).isEqualTo(code);
  }
}
