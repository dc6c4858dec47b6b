package dev.hawser.gateway.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.transport.TrustedProxies;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HopTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1:80, true",
    "10.0.0.0/8, 11.0.0.1:80, false",
    "192.0.2.128/25, 192.0.2.128:80, true",
    "192.0.2.128/25, 192.0.2.127:80, false",
    "192.0.2.9, 192.0.2.9:1, true",
    "192.0.2.9, 192.0.2.8:1, false",
    "0.0.0.0/0, 8.8.8.8:1, true",
    "0.0.0.0/0, [::1]:1, false",
    "::1, [::1]:1, true",
    "2001:db8::/32, [2001:db8:1::5]:1, true",
    "2001:db8::/32, [2001:db9::5]:1, false",
    "fe80::/10, [fe80::1%eth0]:1, true",
    "0.0.0.0/0, localhost:1, false",
  })
  void trustsAddressesOfItsRanges(String range, String address, boolean trusted) {
    TrustedProxies ranges = Hop.trusted(List.of("203.0.113.1", range));
    assertThat(Hop.isOf(ranges, address)).isEqualTo(trusted);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.9:80, 192.0.2.9",
    "192.0.2.9, 192.0.2.9",
    "[2001:db8::5]:443, 2001:db8::5",
    "[fe80::1%eth0]:443, fe80::1",
  })
  void hasAnAddressWithoutPortBracketsAndZone(String remote, String address) {
    assertThat(Hop.address(remote)).isEqualTo(address);
  }

  @Test
  void trustsNobodyByDefault() {
    assertThat(Hop.isOf(Hop.trusted(List.of()), "127.0.0.1:80")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "10.0.0.0/33", "10.0.0/8", "::1/129", "10.0.0.1/", "a/8", "", ":::"})
  void refusesWhatIsNoRange(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Hop.trusted(List.of(text)))
        .withMessage(
            "'" + text + "' is no trusted proxy: an IP address or a range such as 10.0.0.0/8");
  }
}
