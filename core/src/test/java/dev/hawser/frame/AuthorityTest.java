package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {
  @ParameterizedTest
  @CsvSource({
    "example.com, example.com, -1",
    "EXAMPLE.com:8080, example.com, 8080",
    "my_service:1, my_service, 1",
    "127.0.0.1:65535, 127.0.0.1, 65535",
    "[::1], [::1], -1",
    "[FE80::1]:80, [fe80::1], 80",
    "a:0, a, 0",
    "a:00080, a, 80",
  })
  void readsHostAndPort(String text, String host, int port) {
    assertThat(Authority.read(text)).isEqualTo(new Authority(host, port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":80",
        "a:",
        "a:65536",
        "a:123456",
        "a:8o",
        "a:-1",
        "a:/1",
        "[::1",
        "[]",
        "[::1]80",
        "[::1]x:80",
        "a b",
        "a/b",
        "münchen",
        "a@b",
        "[::1%]",
        "[a_b]",
        "a:80:90"
      })
  void refusesWhatIsNoHostAndPort(String text) {
    assertThat(Authority.read(text)).isNull();
  }

  @Test
  void fallsBackToThePortOfTheScheme() {
    assertThat(new Authority("a", -1).portOr(443)).isEqualTo(443);
    assertThat(new Authority("a", 0).portOr(443)).isZero();
    assertThat(new Authority("a", 81).portOr(443)).isEqualTo(81);
  }
}
