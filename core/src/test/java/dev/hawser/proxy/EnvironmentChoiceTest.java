package dev.hawser.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentChoiceTest {
  private static String chosen(Map<String, String> variables, String url) {
    return String.valueOf(ProxyChoice.environment(variables).proxyFor(URI.create(url)));
  }

  @Test
  void eachSchemeHasItsVariable() {
    Map<String, String> both =
        Map.of("http_proxy", "http://plain:1", "https_proxy", "http://secure:2");
    assertThat(chosen(both, "ws://a.test/")).isEqualTo("http://plain:1");
    assertThat(chosen(both, "WSS://a.test/")).isEqualTo("http://secure:2");
    assertThat(chosen(Map.of("http_proxy", "http://plain:1"), "wss://a.test/")).isEqualTo("null");
    assertThat(chosen(Map.of(), "ws://a.test/")).isEqualTo("null");
  }

  @Test
  void oneForAllStandsInWhereThereIsNone() {
    Map<String, String> all = Map.of("ALL_PROXY", "socks5://all:1", "HTTPS_PROXY", "http://s:2");
    assertThat(chosen(all, "ws://a.test/")).isEqualTo("socks5://all:1");
    assertThat(chosen(all, "wss://a.test/")).isEqualTo("http://s:2");
    assertThat(chosen(Map.of("all_proxy", "socks5://all:1", "https_proxy", ""), "wss://a.test/"))
        .isEqualTo("socks5://all:1");
  }

  @Test
  void smallLettersGoBeforeCapitalOnes() {
    assertThat(chosen(Map.of("http_proxy", "small:1", "HTTP_PROXY", "large:2"), "ws://a.test/"))
        .isEqualTo("http://small:1");
    assertThat(chosen(Map.of("http_proxy", "", "HTTP_PROXY", "large:2"), "ws://a.test/"))
        .isEqualTo("http://large:2");
  }

  @Test
  void aWebServersRequestNamesNoProxy() {
    assertThat(chosen(Map.of("HTTP_PROXY", "evil:1", "REQUEST_METHOD", "GET"), "ws://a.test/"))
        .isEqualTo("null");
    assertThat(chosen(Map.of("http_proxy", "own:1", "REQUEST_METHOD", "GET"), "ws://a.test/"))
        .isEqualTo("http://own:1");
  }

  @ParameterizedTest
  @CsvSource({
    "a.test, ws://a.test/, true",
    "a.test, ws://b.a.test/, true",
    ".a.test, ws://b.a.test/, true",
    ".a.test, ws://A.test/, true",
    "a.test, ws://ba.test/, false",
    "'x, A.Test ,y', wss://a.test/, true",
    "a.test:443, wss://a.test/, true",
    "a.test:443, wss://b.a.test:443/, true",
    "a.test:80, wss://a.test/, false",
    "a.test:80, ws://a.test/, true",
    "a.test:8080, ws://a.test:8080/, true",
    "*, ws://a.test/, true",
    "192.0.2.1, ws://192.0.2.1/, true",
    "[::1], ws://[::1]:81/, true",
    "',', ws://a.test/, false",
    "'', ws://a.test/, false",
  })
  void someHostsAreDialledDirectly(String list, String url, boolean directly) {
    Map<String, String> variables = Map.of("all_proxy", "proxy:1", "NO_PROXY", list);
    assertThat(chosen(variables, url)).isEqualTo(directly ? "null" : "http://proxy:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http_proxy", "HTTPS_PROXY", "all_proxy"})
  void aVariableThatNamesNoProxyIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProxyChoice.environment(Map.of(name, "ftp://jo:s3@proxy")))
        .withMessage(
            "the proxy '***@proxy' has scheme 'ftp', allowed are http, socks5 and socks5h");
  }
}
