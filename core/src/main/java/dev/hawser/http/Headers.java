package dev.hawser.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * HTTP header fields in the order they were added; names compare without regard to case.
 *
 * <p>Immutable. A name must be a token and a value must hold no CR, LF or NUL, so no instance can
 * split a header section (RFC 9110 s.5.5, s.5.6.2).
 */
public final class Headers {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
  private static final Headers EMPTY = new Headers(List.of());

  private final List<Field> fields;

  /** One field line: the name as given and its value without surrounding white space. */
  public record Field(String name, String value) {
    /**
     * Refuses a name that is no token and a value with a control character of line or string end.
     */
    public Field {
      if (!isToken(name)) {
        throw new IllegalArgumentException(
            "header name '" + name + "' is not a token: letters, digits and " + TOKEN_MARKS);
      }
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c == '\r' || c == '\n' || c == 0) {
          throw new IllegalArgumentException(
              "value of header '" + name + "' holds CR, LF or NUL at index " + i);
        }
      }
      value = value.strip();
    }
  }

  private Headers(List<Field> fields) {
    this.fields = fields;
  }

  /** Returns the empty set of fields. */
  public static Headers empty() {
    return EMPTY;
  }

  /**
   * Returns fields from alternating names and values.
   *
   * @throws IllegalArgumentException if the count is odd, a name is no token or a value holds CR,
   *     LF or NUL
   */
  public static Headers of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "names and values must come in pairs, got " + namesAndValues.length + " strings");
    }
    Headers headers = EMPTY;
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers = headers.with(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }

  /** Returns a copy with one more field line at the end; existing lines of that name stay. */
  public Headers with(String name, String value) {
    List<Field> copy = new ArrayList<>(fields);
    copy.add(new Field(name, value));
    return new Headers(List.copyOf(copy));
  }

  /** Returns a copy with all lines of {@code other} added at the end. */
  public Headers withAll(Headers other) {
    List<Field> copy = new ArrayList<>(fields);
    copy.addAll(other.fields);
    return new Headers(List.copyOf(copy));
  }

  /** Returns the field lines in order. */
  public List<Field> fields() {
    return fields;
  }

  /** Returns the first value of that name, or null when there is none. */
  public @Nullable String first(String name) {
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return field.value();
      }
    }
    return null;
  }

  /** Returns every value of that name in order; empty when there is none. */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        values.add(field.value());
      }
    }
    return List.copyOf(values);
  }

  /**
   * Returns the comma-separated elements of all lines of that name, stripped, empty ones left out
   * (RFC 9110 s.5.6.1).
   */
  public List<String> elements(String name) {
    List<String> elements = new ArrayList<>();
    for (String line : all(name)) {
      for (String element : line.split(",", -1)) {
        String stripped = element.strip();
        if (!stripped.isEmpty()) {
          elements.add(stripped);
        }
      }
    }
    return List.copyOf(elements);
  }

  /** Tells whether an element of that name's lists equals the token, without regard to case. */
  public boolean hasElement(String name, String token) {
    return elements(name).stream().anyMatch(token::equalsIgnoreCase);
  }

  /** Tells whether the text is a token of RFC 9110 s.5.6.2. */
  public static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean alphanumeric =
          (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      if (!alphanumeric && TOKEN_MARKS.indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Equal when the same lines stand in the same order; names without regard to case. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Headers headers && folded().equals(headers.folded());
  }

  @Override
  public int hashCode() {
    return folded().hashCode();
  }

  private List<Field> folded() {
    return fields.stream()
        .map(f -> new Field(f.name().toLowerCase(Locale.ROOT), f.value()))
        .toList();
  }

  /** Returns the lines as {@code name: value}, comma-separated; values may hold secrets. */
  @Override
  public String toString() {
    return String.join(", ", fields.stream().map(f -> f.name() + ": " + f.value()).toList());
  }
}
