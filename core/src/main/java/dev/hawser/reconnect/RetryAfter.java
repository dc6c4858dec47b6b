package dev.hawser.reconnect;

import dev.hawser.http.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The wait a server names in {@code Retry-After} (RFC 9110 s.10.2.3): seconds, or a date in one of
 * the three forms of s.5.6.7.
 */
final class RetryAfter {
  private static final int MAX_DIGITS = 18;
  private static final String ASCTIME = "EEE MMM ppd HH:mm:ss yyyy";

  private RetryAfter() {}

  /**
   * Returns the wait, zero for a date that has passed, or null when the field is missing or has
   * neither form. A date is held against the answer's own {@code Date} where there is one, because
   * the server's two clocks agree; else against {@code wall}.
   */
  static @Nullable Duration of(Headers headers, Instant wall) {
    String value = headers.first("Retry-After");
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return value.length() > MAX_DIGITS
          ? Verdict.Retry.MAX_DELAY
          : Duration.ofSeconds(Long.parseLong(value));
    }
    Instant until = date(value, wall);
    if (until == null) {
      return null;
    }
    String served = headers.first("Date");
    Instant now = served == null ? null : date(served, wall);
    Duration wait = Duration.between(now == null ? wall : now, until);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private static @Nullable Instant date(String text, Instant wall) {
    for (DateTimeFormatter form : forms(wall)) {
      try {
        return ZonedDateTime.parse(text, form).toInstant();
      } catch (DateTimeException notThisForm) {
        // The next form may fit; none does for a malformed field, which RFC 9110 lets us ignore.
      }
    }
    return null;
  }

  private static List<DateTimeFormatter> forms(Instant wall) {
    // RFC 9110 s.5.6.7: a two-digit year more than 50 years ahead is one of the past.
    LocalDate oldest = LocalDate.ofInstant(wall, ZoneOffset.UTC).minusYears(49);
    DateTimeFormatter rfc850 =
        new DateTimeFormatterBuilder()
            .appendPattern("EEEE, dd-MMM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, oldest)
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    return List.of(
        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC),
        rfc850,
        DateTimeFormatter.ofPattern(ASCTIME, Locale.ENGLISH).withZone(ZoneOffset.UTC));
  }
}
