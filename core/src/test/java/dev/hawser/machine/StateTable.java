package dev.hawser.machine;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A machine's table as Markdown, filled by probing every cell of it.
 *
 * @param <K> the columns: the kinds of events
 */
final class StateTable<K extends Enum<K>> {
  private static final String NOTHING = "-";

  private final Class<K> kinds;
  private final Function<K, String> heading;
  private final Map<String, Map<K, Cell>> rows = new LinkedHashMap<>();
  private final Map<String, Set<String>> deadlines = new LinkedHashMap<>();

  private record Cell(Set<String> outcomes, Set<String> reasons) {}

  /** A table with a row per state, in that order, and a column per kind. */
  StateTable(Class<K> kinds, Function<K, String> heading, List<String> states) {
    this.kinds = kinds;
    this.heading = heading;
    for (String state : states) {
      rows.put(state, new EnumMap<>(kinds));
      deadlines.put(state, new LinkedHashSet<>());
    }
  }

  /** One probe of the cell that did something: the next state, empty for the same, and effects. */
  void acted(String state, K kind, String next, List<String> effects) {
    List<String> parts = new ArrayList<>();
    if (!next.isEmpty()) {
      parts.add("**" + next + "**");
    }
    parts.addAll(effects);
    cell(state, kind).outcomes().add(String.join(" + ", parts));
  }

  /** One probe of the cell that was ignored for that reason. */
  void ignored(String state, K kind, String reason) {
    cell(state, kind).reasons().add(reason);
  }

  /** What a state of that row may be waiting for; a state without a deadline waits for nothing. */
  void deadline(String state, String what) {
    row(deadlines, state).add(what);
  }

  /** The table of what happens, then a list of what does not and why. */
  String markdown() {
    StringBuilder page = new StringBuilder("| |");
    StringBuilder rule = new StringBuilder("|---|");
    for (K kind : kinds.getEnumConstants()) {
      page.append(' ').append(heading.apply(kind)).append(" |");
      rule.append("---|");
    }
    page.append(" deadline |\n").append(rule).append("---|\n");
    rows.forEach((state, cells) -> page.append(tableRow(state, cells)));
    page.append("\nWhat is ignored, and why:\n\n");
    rows.forEach((state, cells) -> page.append(reasons(state, cells)));
    return page.toString();
  }

  private String tableRow(String state, Map<K, Cell> cells) {
    StringBuilder line = new StringBuilder("| **" + state + "** |");
    for (K kind : kinds.getEnumConstants()) {
      Cell cell = cells.get(kind);
      if (cell == null) {
        throw new AssertionError(state + " was never asked about " + kind);
      }
      String text = String.join(" or ", cell.outcomes());
      line.append(' ').append(text.isEmpty() ? NOTHING : text).append(" |");
    }
    String due = String.join(", ", row(deadlines, state));
    return line.append(' ').append(due.isEmpty() ? NOTHING : due).append(" |\n").toString();
  }

  private String reasons(String state, Map<K, Cell> cells) {
    Map<String, List<String>> byReason = new LinkedHashMap<>();
    cells.forEach(
        (kind, cell) ->
            cell.reasons()
                .forEach(
                    reason ->
                        byReason
                            .computeIfAbsent(reason, r -> new ArrayList<>())
                            .add(heading.apply(kind))));
    String list =
        byReason.entrySet().stream()
            .map(e -> String.join(", ", e.getValue()) + ": " + e.getKey())
            .collect(Collectors.joining("; "));
    return "- **" + state + "**: " + list + ".\n";
  }

  private Cell cell(String state, K kind) {
    return row(rows, state)
        .computeIfAbsent(kind, k -> new Cell(new LinkedHashSet<>(), new LinkedHashSet<>()));
  }

  private static <V> V row(Map<String, V> rows, String state) {
    V row = rows.get(state);
    if (row == null) {
      throw new AssertionError("there is no state " + state);
    }
    return row;
  }

  /** Returns the kind as a method would be called: {@code closeRequested} for CLOSE_REQUESTED. */
  static String camel(Enum<?> kind) {
    StringBuilder camel = new StringBuilder();
    for (String word : kind.name().toLowerCase(Locale.ROOT).split("_", -1)) {
      camel.append(
          camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return camel.toString();
  }
}
