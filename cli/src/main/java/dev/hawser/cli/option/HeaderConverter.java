package dev.hawser.cli.option;

import dev.hawser.http.Headers;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads header fields: {@code NAME: VALUE}. */
public final class HeaderConverter implements ITypeConverter<Headers.Field> {
  @Override
  public Headers.Field convert(String value) {
    int colon = value.indexOf(':');
    if (colon < 1) {
      throw new TypeConversionException("'" + value + "' is not a header field: NAME: VALUE");
    }
    try {
      return new Headers.Field(value.substring(0, colon), value.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
