package dev.hawser.cli.option;

import dev.hawser.Accept;
import dev.hawser.Refuse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads refusals of a handshake: {@code STATUS} or {@code STATUS:RETRY_AFTER} in seconds. */
public final class RefusalConverter implements ITypeConverter<Refuse> {
  private static final Pattern FORM = Pattern.compile("([2-5]\\d\\d)(?::(\\d{1,5})s?)?");

  @Override
  public Refuse convert(String value) {
    Matcher matcher = FORM.matcher(value);
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "'"
              + value
              + "' is not STATUS or STATUS:RETRY_AFTER, such as 401 or 503:5:"
              + " a status of 200-599, whole seconds of 0-99999");
    }
    Refuse refuse = Accept.refuse(Integer.parseInt(matcher.group(1)));
    return matcher.group(2) == null
        ? refuse
        : refuse.retryAfter(Duration.ofSeconds(Long.parseLong(matcher.group(2))));
  }
}
