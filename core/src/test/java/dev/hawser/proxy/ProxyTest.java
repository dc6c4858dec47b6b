package dev.hawser.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {
  @ParameterizedTest
  @CsvSource({
    "http://Proxy.Example, HTTP, proxy.example, 80",
    "HTTP://proxy.example:3128/, HTTP, proxy.example, 3128",
    "socks5://127.0.0.1, SOCKS5, 127.0.0.1, 1080",
    "socks5h://[::1]:9050, SOCKS5, [::1], 9050",
    "http://proxy.example:1, HTTP, proxy.example, 1",
    "http://proxy.example:65535, HTTP, proxy.example, 65535",
  })
  void aUrlSaysWhatItSpeaksAndWhereItIs(String url, Proxy.Kind kind, String host, int port) {
    assertThat(Proxy.of(url)).isEqualTo(new Proxy(kind, host, port, null));
  }

  @Test
  void aUrlsLoginIsDecoded() {
    Proxy proxy = Proxy.of("http://jo%40home:p+q%3A%2F:r@proxy.example");
    assertThat(proxy.login()).isEqualTo(new Proxy.Login("jo@home", "p+q:/:r"));
    assertThat(Proxy.of("http://jo@proxy.example").login()).isEqualTo(new Proxy.Login("jo", ""));
  }

  @Test
  void noTextHoldsTheLogin() {
    Proxy proxy = Proxy.of("socks5://jo:secret@proxy.example");
    assertThat(proxy).hasToString("socks5://proxy.example:1080");
    assertThat(proxy.login()).hasToString("Login[***]");
  }

  @Test
  void aLoginCanBeGivenApart() {
    assertThat(Proxy.of("http://proxy.example").login("jo", "secret"))
        .isEqualTo(Proxy.of("http://jo:secret@proxy.example"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://jo:s3@proxy.example | the proxy '***@proxy.example' has scheme 'https', allowed are http, socks5 and socks5h",
        "proxy.example:3128 | the proxy 'proxy.example:3128' has scheme 'proxy.example', allowed are http, socks5 and socks5h",
        "//proxy.example | the proxy '//proxy.example' has no scheme, allowed are http, socks5 and socks5h",
        "http://jo:s3@ proxy | the proxy '***@ proxy' is not a URL: Illegal character in authority",
        "http:proxy | the proxy 'http:proxy' has no valid host and port",
        "http://proxy.example?a=b | the proxy 'http://proxy.example?a=b' holds more than scheme, login, host and port",
        "http://proxy.example#a | the proxy 'http://proxy.example#a' holds more than scheme, login, host and port",
        "http://proxy.example/a | the proxy 'http://proxy.example/a' holds more than scheme, login, host and port",
        "http://proxy.example:65536 | the proxy's port 65536 is not in 1-65535",
        "http://proxy.example:0 | the proxy's port 0 is not in 1-65535",
        "http://:s3@proxy.example | the login for a proxy has an empty user",
      })
  void whatIsNoProxyIsRefusedWithoutItsLogin(String url, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> Proxy.of(url)).withMessage(message);
  }

  @Test
  void aProxyHasAHost() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Proxy(Proxy.Kind.HTTP, "", 80, null))
        .withMessage("a proxy needs a host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a%3Ab:c@proxy", "http://a:%0A@proxy", "http://a%7F:b@proxy"})
  void aLoginThatBasicHasNoRoomForIsRefused(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Proxy.of(url))
        .withMessageMatching(
            "the user for an HTTP proxy holds a colon"
                + "|the login for an HTTP proxy holds a control character");
  }

  @Test
  void aLoginThatSocksHasNoRoomForIsRefused() {
    Proxy proxy = Proxy.of("socks5://proxy.example");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> proxy.login("jo", ""))
        .withMessage("the password for a SOCKS5 proxy has 0 bytes, allowed are 1-255");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> proxy.login("é".repeat(128), "secret"))
        .withMessage("the user for a SOCKS5 proxy has 256 bytes, allowed are 1-255");
    assertThat(proxy.login("j", "p".repeat(255)).login()).isNotNull();
  }
}
