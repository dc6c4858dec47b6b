package dev.hawser.cli.handbook;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a close code or an HTTP status, and says what is allowed when it is neither. */
final class HandbookNumber implements ITypeConverter<Integer> {
  private static final String ALLOWED =
      "; allowed are close codes (0-65535, of which 1000-4999 can be sent)"
          + " and HTTP statuses (100-599)";

  @Override
  public Integer convert(String text) {
    int number;
    try {
      number = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is not a number" + ALLOWED);
    }
    if (number < 0 || number > 65535) {
      throw new TypeConversionException(text + " does not fit a close code" + ALLOWED);
    }
    return number;
  }
}
