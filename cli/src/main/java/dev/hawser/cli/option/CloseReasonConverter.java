package dev.hawser.cli.option;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Role;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what a server closes with: {@code CODE} or {@code CODE:REASON}. */
public final class CloseReasonConverter implements ITypeConverter<CloseReason> {
  @Override
  public CloseReason convert(String value) {
    int colon = value.indexOf(':');
    String code = colon < 0 ? value : value.substring(0, colon);
    String text = colon < 0 ? "" : value.substring(colon + 1);
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > CloseReason.MAX_TEXT_BYTES) {
      throw new TypeConversionException(
          "the reason has " + bytes + " bytes of UTF-8, allowed are " + CloseReason.MAX_TEXT_BYTES);
    }
    try {
      CloseReason reason = CloseReason.of(CloseCode.of(Integer.parseInt(code)), text);
      return reason.requireSendableBy(Role.SERVER);
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "'" + value + "' is not CODE or CODE:REASON, such as 1012 or 1014:upstream");
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
