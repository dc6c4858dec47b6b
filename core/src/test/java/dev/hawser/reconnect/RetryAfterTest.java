package dev.hawser.reconnect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.http.Headers;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  @Test
  void readsSeconds() {
    assertThat(after("0")).isZero();
    assertThat(after("120")).isEqualTo(Duration.ofSeconds(120));
    assertThat(after("007")).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void readsSecondsWithoutEnd() {
    assertThat(after("9".repeat(18))).isEqualTo(Duration.ofSeconds(999_999_999_999_999_999L));
    assertThat(after("1" + "0".repeat(18))).isEqualTo(Duration.ofDays(365));
    assertThat(after("9".repeat(400))).isEqualTo(Duration.ofDays(365));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 22 Nov 2026 12:00:30 GMT",
        "Sunday, 22-Nov-26 12:00:30 GMT",
        "Sun Nov 22 12:00:30 2026",
      })
  void readsTheThreeFormsOfADate(String date) {
    assertThat(after(date)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void readsTheOneDigitDayOfAnAsctimeDate() {
    Instant wall = Instant.parse("1994-11-06T08:49:30Z");
    assertThat(RetryAfter.of(Headers.of("Retry-After", "Sun Nov  6 08:49:37 1994"), wall))
        .isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void aDateThatHasPassedIsNoWait() {
    assertThat(after("Sun, 22 Nov 2026 11:59:59 GMT")).isZero();
  }

  @Test
  void aTwoDigitYearFarAheadIsOneOfThePast() {
    assertThat(after("Tuesday, 22-Nov-77 12:00:00 GMT")).isZero(); // 1977
    assertThat(after("Sunday, 22-Nov-76 12:00:00 GMT")).isEqualTo(Duration.ofDays(18_263)); // 2076
  }

  @Test
  void holdsADateAgainstTheServersOwnClock() {
    Headers skewed =
        Headers.of(
            "Date", "Sun, 22 Nov 2026 17:00:00 GMT",
            "Retry-After", "Sun, 22 Nov 2026 17:00:05 GMT");
    assertThat(RetryAfter.of(skewed, Outages.NOON)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aMalformedDateOfTheServerGivesWayToTheWallClock() {
    Headers odd = Headers.of("Date", "yesterday", "Retry-After", "Sun, 22 Nov 2026 12:00:05 GMT");
    assertThat(RetryAfter.of(odd, Outages.NOON)).isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "-1",
        "1.5",
        "1 s",
        "٣",
        "Sun, 22 Nov 2026 12:00:30",
        "Mon, 22 Nov 2026 12:00:30 GMT"
      })
  void aMalformedFieldIsIgnored(String value) {
    assertThat(after(value)).isNull();
  }

  @Test
  void aMissingFieldIsNoWait() {
    assertThat(RetryAfter.of(Headers.empty(), Outages.NOON)).isNull();
  }

  private static @Nullable Duration after(String value) {
    return RetryAfter.of(Headers.of("Retry-After", value), Outages.NOON);
  }
}
