package dev.hawser.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.heartbeat.Heartbeat;
import dev.hawser.http.Headers;
import dev.hawser.proxy.Proxy;
import dev.hawser.reconnect.Backoff;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

class OptionsTest {
  @ParameterizedTest
  @CsvSource({
    "0s, PT0S",
    "250ms, PT0.25S",
    "1.5s, PT1.5S",
    "2m, PT2M",
    "24h, PT24H",
    "0.000001ms, PT0.000000001S"
  })
  void readsDurations(String text, String iso) {
    assertThat(new DurationConverter().convert(text)).isEqualTo(Duration.parse(iso));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "-1s", "1 s", "24.1h", "999999999h", "1d", "s", "1e3s", "PT1S"})
  void refusesWhatIsNoDurationAndSaysWhatIs(String text) {
    refuses(new DurationConverter(), text, "'" + text + "'", "from 0s to 24h");
  }

  @ParameterizedTest
  @CsvSource({
    "ping interval PT0.009S is neither zero nor PT0.01S or more,"
        + " ping interval 9ms is neither zero nor 10ms or more",
    "PT1.5S and PT0.000000001S, 1500ms and 0.000001ms",
    "PT0S-PT1M30S-PT2M-PT1H1M-PT24H, 0h-90s-2m-61m-24h",
    "EPT1S PTA PT1Sx, EPT1S PTA PT1Sx"
  })
  void namesTheLibrarysDurationsAsTheyAreTyped(String message, String typed) {
    assertThat(DurationConverter.asTyped(message)).isEqualTo(typed);
  }

  @Test
  void readsHeartbeats() {
    HeartbeatConverter converter = new HeartbeatConverter();
    assertThat(converter.convert("off")).isEqualTo(Heartbeat.OFF);
    assertThat(converter.convert("25s")).isEqualTo(Heartbeat.every(Duration.ofSeconds(25)));
    assertThat(converter.convert("1s/300ms"))
        .isEqualTo(Heartbeat.every(Duration.ofSeconds(1)).pongWithin(Duration.ofMillis(300)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "0s", "1ms", "1s/", "1s/1ms", "/1s", "1s/1s/1s", "25h"})
  void refusesWhatIsNoHeartbeatAndSaysWhatIs(String text) {
    refuses(new HeartbeatConverter(), text, "'" + text + "'", "10ms-24h");
  }

  @Test
  void readsBackoffs() {
    assertThat(new BackoffConverter().convert("500ms-1m"))
        .isEqualTo(Backoff.fullJitter(Duration.ofMillis(500), Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1s", "2s-1s", "0s-1s", "-1s", "1s-", "a-b"})
  void refusesWhatIsNoBackoffAndSaysWhatIs(String text) {
    refuses(new BackoffConverter(), text, "'" + text + "'", "BASE-CAP");
  }

  @Test
  void readsProxiesAndWhatTheEnvironmentSaysOfThem() {
    URI target = URI.create("wss://a.test/");
    ProxyConverter converter = new ProxyConverter(Map.of("https_proxy", "proxy.test:3128"));
    assertThat(converter.convert("socks5://jo:s3cret@proxy.test").proxyFor(target))
        .isEqualTo(Proxy.of("socks5://proxy.test").login("jo", "s3cret"));
    assertThat(converter.convert("env").proxyFor(target))
        .isEqualTo(Proxy.of("http://proxy.test:3128"));
    refuses(converter, "ftp://jo:s3cret@proxy.test", "***@proxy.test", "http, socks5");
  }

  @Test
  void readsHeaderFieldsWithColonsInTheirValue() {
    assertThat(new HeaderConverter().convert("Origin: http://a:1"))
        .isEqualTo(new Headers.Field("Origin", "http://a:1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Origin", ": x", "a b: x", "a: x\ny"})
  void refusesWhatIsNoHeaderField(String text) {
    refuses(new HeaderConverter(), text, "");
  }

  @Test
  void readsCloseReasonsWithColonsInTheirText() {
    CloseReasonConverter converter = new CloseReasonConverter();
    assertThat(converter.convert("1012")).isEqualTo(CloseReason.of(CloseCode.SERVICE_RESTART));
    assertThat(converter.convert("1014:upstream: gone"))
        .isEqualTo(CloseReason.of(CloseCode.BAD_GATEWAY, "upstream: gone"));
    assertThat(converter.convert("4999:").code()).isEqualTo(CloseCode.of(4999));
  }

  @ParameterizedTest
  @CsvSource({
    "1006, 1000-1003",
    "1005, 1000-1003",
    "1015, 1000-1003",
    "1010, 1000-1003",
    "2999, 1000-1003",
    "5000, 1000-1003",
    "70000, 0-65535",
    "normal, CODE:REASON",
    "'', CODE:REASON"
  })
  void refusesCodesAServerMayNotSendAndSaysWhichItMay(String text, String allowed) {
    refuses(new CloseReasonConverter(), text, text, allowed);
  }

  @Test
  void refusesAReasonOver123BytesOfUtf8() {
    refuses(new CloseReasonConverter(), "1000:" + "é".repeat(62), "124 bytes", "123");
    assertThatThrownBy(() -> new CloseReasonConverter().convert("1000:" + "x".repeat(124)))
        .hasMessage("the reason has 124 bytes of UTF-8, allowed are 123");
    assertThat(new CloseReasonConverter().convert("1000:" + "x".repeat(123)).text()).hasSize(123);
  }

  @ParameterizedTest
  @ValueSource(strings = {"503", "503:5", "503:5s", "401:0", "200"})
  void readsRefusals(String text) {
    assertThat(new RefusalConverter().convert(text)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "101", "600", "503:", "503:-1", "503:1.5", "503:100000", "x"})
  void refusesWhatIsNoRefusalAndSaysWhatIs(String text) {
    refuses(new RefusalConverter(), text, "'" + text + "'", "200-599");
  }

  @Test
  void readsTwoLanguagesAndNoOther() {
    LanguageConverter converter = new LanguageConverter();
    assertThat(converter.convert("en")).isEqualTo(Locale.ENGLISH);
    assertThat(converter.convert("fr")).isEqualTo(Locale.FRENCH);
    refuses(converter, "de", "'de'", "en, fr");
  }

  @Test
  void theLanguageIsThatOfTheLocaleOrElseOfTheEnvironment() {
    assertThat(LanguageConverter.of(Locale.CANADA_FRENCH, Map.of())).isEqualTo(Locale.FRENCH);
    assertThat(LanguageConverter.of(Locale.GERMANY, Map.of())).isEqualTo(Locale.ENGLISH);
    assertThat(LanguageConverter.of(Locale.US, Map.of("LANG", "fr_FR.UTF-8")))
        .isEqualTo(Locale.FRENCH);
    assertThat(LanguageConverter.of(Locale.US, Map.of("LANG", "fr"))).isEqualTo(Locale.FRENCH);
    assertThat(LanguageConverter.of(Locale.US, Map.of("LANG", "fy_NL"))).isEqualTo(Locale.ENGLISH);
    assertThat(LanguageConverter.of(Locale.US, Map.of("LANG", "frr"))).isEqualTo(Locale.ENGLISH);
  }

  @Test
  void theFirstVariableThatIsSetDecides() {
    assertThat(LanguageConverter.of(Locale.US, Map.of("LC_ALL", "C", "LANG", "fr_FR")))
        .isEqualTo(Locale.ENGLISH);
    assertThat(LanguageConverter.of(Locale.US, Map.of("LC_ALL", "", "LC_MESSAGES", "fr_CA")))
        .isEqualTo(Locale.FRENCH);
    assertThat(LanguageConverter.of(Locale.US, Map.of("LC_MESSAGES", "en_GB", "LANG", "fr_FR")))
        .isEqualTo(Locale.ENGLISH);
  }

  private static void refuses(ITypeConverter<?> converter, String text, String... said) {
    assertThatThrownBy(() -> converter.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContainingAll(said);
  }
}
