package dev.hawser.cli.option;

import dev.hawser.reconnect.Backoff;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads backoffs: {@code BASE-CAP}, the first and the largest window of a full jitter. */
public final class BackoffConverter implements ITypeConverter<Backoff> {
  @Override
  public Backoff convert(String value) {
    int dash = value.indexOf('-');
    if (dash < 0) {
      throw refused(value);
    }
    try {
      return Backoff.fullJitter(
          DurationConverter.parse(value.substring(0, dash)),
          DurationConverter.parse(value.substring(dash + 1)));
    } catch (IllegalArgumentException | TypeConversionException e) {
      throw refused(value);
    }
  }

  private static TypeConversionException refused(String value) {
    return new TypeConversionException(
        "'" + value + "' is not a backoff: BASE-CAP such as 500ms-30s, 1ms <= BASE <= CAP <= 24h");
  }
}
