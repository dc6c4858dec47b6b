package dev.hawser.handbook;

import java.util.List;
import java.util.stream.Stream;

/** The handbook's table of contents: every entry, and which of them explains a number. */
public final class Topics {
  private Topics() {}

  /** Returns the registered close codes in rising order. */
  public static List<Topic> closeCodes() {
    return CloseTopics.CODE_ROWS;
  }

  /** Returns the ranges of close codes in rising order. */
  public static List<Topic> ranges() {
    return CloseTopics.RANGE_ROWS;
  }

  /** Returns the HTTP statuses with an entry of their own in rising order. */
  public static List<Topic> statuses() {
    return HttpTopics.STATUS_ROWS;
  }

  /** Returns the classes that explain all other HTTP statuses, in rising order. */
  public static List<Topic> classes() {
    return HttpTopics.CLASS_ROWS;
  }

  /** Returns every entry: codes, ranges, statuses, classes. */
  public static List<Topic> all() {
    return Stream.of(closeCodes(), ranges(), statuses(), classes()).flatMap(List::stream).toList();
  }

  /**
   * Returns the entry that explains a number: that of the code or status itself, else that of its
   * class (100-599) or range.
   *
   * @throws IllegalArgumentException if the number is not in 0-65535
   */
  public static Topic of(int number) {
    // Single numbers stand before ranges, and classes before 0-999, which they overlap.
    return Stream.of(closeCodes(), statuses(), classes(), ranges())
        .flatMap(List::stream)
        .filter(topic -> topic.first() <= number && number <= topic.last())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "number "
                        + number
                        + " is neither a close code (0-65535) nor an HTTP status (100-599)"));
  }
}
