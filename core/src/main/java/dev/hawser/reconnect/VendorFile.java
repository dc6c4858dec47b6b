package dev.hawser.reconnect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads vendor profiles: lines of {@code key = value}, each of which is a properties file as well.
 *
 * <p>For that a backslash is refused, which would mean something else there.
 */
final class VendorFile {
  private static final Pattern CODES = Pattern.compile("(\\d{4})(?:-(\\d{4}))?");
  private static final Pattern WAIT = Pattern.compile("(\\d{1,6})(ms|s|m)-(\\d{1,6})(ms|s|m)");
  private static final Pattern SOURCE = Pattern.compile("source\\.\\d{1,3}");
  private static final int LEAST_CELLS = 3;

  private VendorFile() {}

  /** Returns the file's values by key; empty lines and those that begin with # are skipped. */
  static Map<String, String> lines(String id, String text) {
    Map<String, String> values = new TreeMap<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String content = line.strip();
      if (content.isEmpty() || content.startsWith("#")) {
        continue;
      }
      int equals = content.indexOf('=');
      if (equals < 1 || content.indexOf('\\') >= 0) {
        throw wrong(
            id, "line " + number + " '" + content + "' is not key = value without a backslash");
      }
      String key = content.substring(0, equals).strip();
      if (values.put(key, content.substring(equals + 1).strip()) != null) {
        throw wrong(id, "line " + number + " names " + key + " a second time");
      }
    }
    return values;
  }

  /** Returns the profile of the values of a file. */
  static VendorProfile profile(String id, Map<String, String> values) {
    String name = "";
    List<String> sources = new ArrayList<>();
    List<VendorCode> codes = new ArrayList<>();
    for (Map.Entry<String, String> line : values.entrySet()) {
      String key = line.getKey();
      Matcher range = CODES.matcher(key);
      if (key.equals("name")) {
        name = line.getValue();
      } else if (SOURCE.matcher(key).matches()) {
        sources.add(line.getValue());
      } else if (range.matches()) {
        codes.add(code(id, range, line.getValue()));
      } else {
        throw wrong(
            id,
            "key '" + key + "' is none of name, source.1 and on, a code such as 4000 or 4100-4199");
      }
    }
    return new VendorProfile(id, name, sources, codes);
  }

  private static VendorCode code(String id, Matcher range, String value) {
    String key = range.group();
    String[] cells = value.split("\\|", -1);
    if (cells.length < LEAST_CELLS || cells.length > LEAST_CELLS + 1) {
      throw wrong(id, key + " '" + value + "' is not advice | name | English | French");
    }
    String[] words = cells[0].strip().split(" +", -1);
    int first = Integer.parseInt(range.group(1));
    int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
    try {
      return new VendorCode(
          first,
          last,
          VendorAdvice.of(words[0]),
          wait(words),
          cells[1].strip(),
          cells[2].strip(),
          cells.length == LEAST_CELLS ? null : cells[LEAST_CELLS].strip());
    } catch (IllegalArgumentException refused) {
      throw wrong(id, key + ": " + refused.getMessage());
    }
  }

  private static @Nullable Wait wait(String[] words) {
    if (words.length == 1) {
      return null;
    }
    Matcher wait = WAIT.matcher(words[1]);
    if (words.length > 2 || !wait.matches()) {
      throw new IllegalArgumentException(
          "after the advice stands nothing, or a wait such as 500ms-5s, not '"
              + String.join(" ", words).substring(words[0].length() + 1)
              + "'");
    }
    return Wait.between(time(wait.group(1), wait.group(2)), time(wait.group(3), wait.group(4)));
  }

  private static Duration time(String number, String unit) {
    long count = Long.parseLong(number);
    return switch (unit) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      default -> Duration.ofMinutes(count);
    };
  }

  private static IllegalArgumentException wrong(String id, String what) {
    return new IllegalArgumentException("vendor profile '" + id + "': " + what);
  }
}
