package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.http.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  private static final TrustedProxies PROXIES = TrustedProxies.of("10.0.0.0/8", "::1", "fd00::/9");

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0, true",
    "10.255.255.255, true",
    "11.0.0.0, false",
    "9.255.255.255, false",
    "::1, true",
    "0:0:0:0:0:0:0:1, true",
    "::2, false",
    "fd7f::1, true",
    "fd80::1, false",
    "localhost, false",
    "10.1, false",
    "'', false"
  })
  void trustsAddressesOfItsRangesAndNothingElse(String address, boolean trusted) {
    assertThat(PROXIES.trusts(address)).isEqualTo(trusted);
  }

  @Test
  void rangesEndWithinAByteOrAtAll() {
    assertThat(TrustedProxies.of("192.0.2.128/25").trusts("192.0.2.127")).isFalse();
    assertThat(TrustedProxies.of("192.0.2.128/25").trusts("192.0.2.128")).isTrue();
    assertThat(TrustedProxies.of("0.0.0.0/0").trusts("203.0.113.9")).isTrue();
    assertThat(TrustedProxies.of("0.0.0.0/0").trusts("::1")).isFalse();
    assertThat(TrustedProxies.of("192.0.2.1/32").trusts("192.0.2.0")).isFalse();
  }

  @Test
  void theFirstFromTheEndThatIsNotTrustedIsTheClient() {
    assertThat(client("10.0.0.1:50", "198.51.100.7")).isEqualTo("198.51.100.7");
    assertThat(client("10.0.0.1:50", "198.51.100.7, 10.0.0.2")).isEqualTo("198.51.100.7");
    // What stands before it the client may have written itself.
    assertThat(client("10.0.0.1:50", "10.9.9.9, 198.51.100.7, 10.0.0.2")).isEqualTo("198.51.100.7");
    assertThat(client("10.0.0.1:50", "10.0.0.3, 10.0.0.2")).isEqualTo("10.0.0.3");
    assertThat(client("[::1]:50", "2001:DB8::7")).isEqualTo("2001:db8::7");
    assertThat(client("10.0.0.1:50", "198.51.100.7:4711")).isEqualTo("198.51.100.7");
  }

  @Test
  void aHopThatIsNotTrustedIsTheClientWhateverItSays() {
    assertThat(client("192.0.2.9:50", "198.51.100.7")).isEqualTo("192.0.2.9");
    assertThat(TrustedProxies.NONE.client("10.0.0.1:50", Headers.of("X-Forwarded-For", "1.2.3.4")))
        .isEqualTo("10.0.0.1");
    assertThat(client("[fe80::1%eth0]:50", "198.51.100.7")).isEqualTo("fe80::1");
  }

  @Test
  void whatIsNoAddressEndsTheWalk() {
    assertThat(client("10.0.0.1:50", "198.51.100.7, unknown, 10.0.0.2")).isEqualTo("10.0.0.2");
    assertThat(client("10.0.0.1:50", "client.example")).isEqualTo("10.0.0.1");
    assertThat(client("10.0.0.1:50", "999.1.1.1")).isEqualTo("10.0.0.1");
    assertThat(PROXIES.client("10.0.0.1:50", Headers.empty())).isEqualTo("10.0.0.1");
  }

  @Test
  void severalFieldsAreOneList() {
    Headers headers = Headers.of("X-Forwarded-For", "198.51.100.7", "X-Forwarded-For", "10.0.0.2");
    assertThat(PROXIES.client("10.0.0.1:50", headers)).isEqualTo("198.51.100.7");
  }

  @Test
  void forwardedIsReadWhereTheProxiesWriteIt() {
    TrustedProxies modern = PROXIES.forwarded();
    Headers both =
        Headers.of(
            "X-Forwarded-For",
            "203.0.113.1",
            "Forwarded",
            "for=192.0.2.43, proto=https; For=\"[2001:db8:cafe::17]:4711\";by=10.0.0.2");
    assertThat(modern.client("10.0.0.1:50", both)).isEqualTo("2001:db8:cafe::17");
    // A field that these proxies do not write comes from the client.
    assertThat(PROXIES.client("10.0.0.1:50", both)).isEqualTo("203.0.113.1");
    assertThat(modern.client("10.0.0.1:50", Headers.of("Forwarded", "for=192.0.2.60;proto=http")))
        .isEqualTo("192.0.2.60");
    assertThat(modern.client("10.0.0.1:50", Headers.of("Forwarded", "for=_hidden")))
        .isEqualTo("10.0.0.1");
    assertThat(modern.client("10.0.0.1:50", Headers.of("Forwarded", "proto=http")))
        .isEqualTo("10.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "proxy.example", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "10.0.0.0/x", "10/8"})
  void refusesWhatIsNoAddressAndNoRange(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrustedProxies.of(text))
        .withMessage(
            "'" + text + "' is no trusted proxy: an IP address or a range such as 10.0.0.0/8");
  }

  private static String client(String remote, String field) {
    return PROXIES.client(remote, Headers.of("X-Forwarded-For", field));
  }
}
