package dev.hawser.frame;

import dev.hawser.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One element of a Sec-WebSocket-Extensions header, taken apart (RFC 6455 s.9.1).
 *
 * @param name the extension's name in lower case
 * @param parameters its parameters in order, repeated ones included
 */
record Extension(String name, List<Parameter> parameters) {
  /**
   * A parameter.
   *
   * @param name its name as it stands there
   * @param value its value without quotes, null where it has none
   */
  record Parameter(String name, @Nullable String value) {}

  /** Returns the extension's name, whether the rest is well-formed or not. */
  static String name(String element) {
    return element.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** Returns the element in its parts, null for one that is not well-formed. */
  static @Nullable Extension read(String element) {
    String[] parts = element.split(";", -1);
    String name = parts[0].strip();
    if (!Headers.isToken(name)) {
      return null;
    }
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      Parameter parameter = parameter(parts[i].strip());
      if (parameter == null) {
        return null;
      }
      parameters.add(parameter);
    }
    return new Extension(name.toLowerCase(Locale.ROOT), parameters);
  }

  private static @Nullable Parameter parameter(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    if (!Headers.isToken(name)) {
      return null;
    }
    if (equals < 0) {
      return new Parameter(name, null);
    }
    String value = unquoted(text.substring(equals + 1));
    // RFC 6455 s.9.1: a quoted value must be a token once its quotes are gone.
    return Headers.isToken(value) ? new Parameter(name, value) : null;
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
  }
}
