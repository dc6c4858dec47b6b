package dev.hawser.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.255, c00002ff",
    "0.0.0.0, 00000000",
    "[::], 00000000000000000000000000000000",
    "[::1], 00000000000000000000000000000001",
    "[2001:db8::a:B], 20010db80000000000000000000a000b",
    "[2001:db8::], 20010db8000000000000000000000000",
    "[1:2:3:4:5:6:7:8], 00010002000300040005000600070008",
    "[1::3:4:5:6:7:8], 00010000000300040005000600070008",
    "[::ffff:192.0.2.1], 00000000000000000000ffffc0000201",
    "[1:2:3:4:5:6:192.0.2.1], 000100020003000400050006c0000201",
  })
  void anAddressIsReadWithoutAResolver(String host, String hex) {
    assertThat(HexFormat.of().formatHex(Literal.bytes(host))).isEqualTo(hex);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.test",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "1.2.3.x",
        "1.2.3.",
        "1234.1.1.1",
        "[]",
        "[1:2:3:4:5:6:7]",
        "[1:2:3:4:5:6:7:8:9]",
        "[1:2:3:4::5:6:7:8]",
        "[12345::]",
        "[::g]",
        "[1::2::3]",
        "[192.0.2.1:1::]",
        "[1:2:3:4:5:6:7:192.0.2.1]",
        "[::1",
        "::1]",
      })
  void whatIsNoAddressIsAName(String host) {
    assertThat(Literal.bytes(host)).isNull();
  }

  @Test
  void aNameInBracketsIsNoAddress() {
    assertThat(Literal.bytes("[example.test]")).isNull();
  }
}
