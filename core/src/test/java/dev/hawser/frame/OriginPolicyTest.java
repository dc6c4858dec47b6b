package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawser.http.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginPolicyTest {
  private static final OriginPolicy LISTED =
      OriginPolicy.anyOf("https://app.example.com", "HTTP://Dev.example.com:8080", "app://local");

  private static boolean sameHost(String origin, String host) {
    return OriginPolicy.sameHost().allows(Headers.of("Origin", origin, "Host", host));
  }

  private static boolean listed(String origin) {
    return LISTED.allows(Headers.of("Origin", origin, "Host", "elsewhere"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com, example.com",
    "http://example.com, EXAMPLE.com",
    "HTTPS://Example.Com, example.com:443",
    "https://example.com:443, example.com",
    "http://example.com:80, example.com:80",
    "http://example.com:8080, example.com:8080",
    "http://[::1]:8080, [::1]:8080"
  })
  void sameHostAllowsPagesOfTheHostAndPortAskedFor(String origin, String host) {
    assertThat(sameHost(origin, host)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.com, example.com",
    "https://example.com.evil.com, example.com",
    "https://example.com, example.com:80",
    "http://example.com:8080, example.com",
    "http://example.com, example.com:8080",
    "chrome-extension://example.com, example.com",
    "ftp://example.com:443, example.com:443",
    "null, example.com",
    "null, null",
    "'', example.com",
    "example.com, example.com",
    "https://, example.com",
    "https://example.com/, example.com",
    "https://example.com, a b"
  })
  void sameHostRefusesEveryOther(String origin, String host) {
    assertThat(sameHost(origin, host)).isFalse();
  }

  @Test
  void sameHostNeedsAHost() {
    assertThat(OriginPolicy.sameHost().allows(Headers.of("Origin", "https://a"))).isFalse();
  }

  @Test
  void aRequestWithoutOriginComesFromNoPageAndIsAllowed() {
    assertThat(OriginPolicy.sameHost().allows(Headers.of("Host", "a"))).isTrue();
    assertThat(OriginPolicy.anyOf("https://a").allows(Headers.empty())).isTrue();
  }

  @Test
  void moreThanOneOriginIsRefused() {
    Headers twice = Headers.of("Host", "a", "Origin", "https://a", "Origin", "https://a");
    assertThat(OriginPolicy.sameHost().allows(twice)).isFalse();
    assertThat(OriginPolicy.any().allows(twice)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.com",
        "https://APP.example.com:443",
        "http://dev.example.com:8080",
        "app://local"
      })
  void aListAllowsItsMembersHoweverTheyAreSpelt(String origin) {
    assertThat(listed(origin)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://app.example.com",
        "https://app.example.com:444",
        "http://dev.example.com",
        "null",
        "https://elsewhere",
        "app://local:80"
      })
  void aListRefusesEveryOther(String origin) {
    assertThat(listed(origin)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "example.com", "https://", "://a", "https://a/b", "*"})
  void aListTakesOriginsOnly(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OriginPolicy.anyOf("https://a", text))
        .withMessage("'" + text + "' is not an origin: a scheme, '://', a host and perhaps a port");
  }

  @Test
  void anyAllowsEverything() {
    assertThat(OriginPolicy.any().allows(Headers.of("Origin", "null"))).isTrue();
  }
}
