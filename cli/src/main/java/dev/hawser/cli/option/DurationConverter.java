package dev.hawser.cli.option;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations such as {@code 250ms}, {@code 1.5s}, {@code 2m} and {@code 1h}, up to a day. */
public final class DurationConverter implements ITypeConverter<Duration> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)");
  private static final Pattern ISO = Pattern.compile("\\bPT[0-9][0-9.HMS]*[HMS]\\b");
  private static final Duration LONGEST = Duration.ofDays(1);

  @Override
  public Duration convert(String value) {
    return parse(value);
  }

  /** Returns the duration, or refuses the value, naming it and what is allowed. */
  public static Duration parse(String value) {
    Matcher matcher = FORM.matcher(value);
    if (!matcher.matches()) {
      throw refused(value);
    }
    long unit =
        switch (matcher.group(2)) {
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          default -> 3_600_000_000_000L;
        };
    BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
    if (nanos.compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0) {
      throw refused(value);
    }
    return Duration.ofNanos(nanos.longValue());
  }

  /** Returns a message of the library with its durations, such as {@code PT0.25S}, as typed. */
  public static String asTyped(String message) {
    return ISO.matcher(message).replaceAll(iso -> typed(Duration.parse(iso.group())));
  }

  private static String typed(Duration duration) {
    if (duration.toNanosPart() != 0) {
      BigDecimal millis = BigDecimal.valueOf(duration.toNanos(), 6);
      return millis.stripTrailingZeros().toPlainString() + "ms";
    }
    if (duration.toSecondsPart() != 0) {
      return duration.toSeconds() + "s";
    }
    return duration.toMinutesPart() != 0 ? duration.toMinutes() + "m" : duration.toHours() + "h";
  }

  private static TypeConversionException refused(String value) {
    return new TypeConversionException(
        "'" + value + "' is not a duration from 0s to 24h, such as 250ms, 1.5s, 2m or 1h");
  }
}
