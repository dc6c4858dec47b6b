package dev.hawser.conformance;

import dev.hawser.transport.Capability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of each rule on one transport. */
final class Results {
  /** What a rule came to. */
  enum Outcome {
    PASS,
    FAIL,
    SKIP
  }

  /** One rule and what it came to. */
  record Line(Rule rule, Outcome outcome, String reason) {}

  private final Map<String, Line> lines = new TreeMap<>(RuleBook.BY_ID);
  private String transport = "";
  private Gaps gaps = Gaps.NONE;

  /** Names whose results these are. */
  synchronized void of(String name, Gaps declared) {
    transport = name;
    gaps = declared;
  }

  synchronized void add(Rule rule, Outcome outcome, String reason) {
    lines.put(rule.id(), new Line(rule, outcome, reason.strip().replaceAll("\\s+", " ")));
  }

  synchronized String transport() {
    return transport;
  }

  /** Tells whether every rule was run. */
  synchronized boolean complete() {
    return lines.size() == RuleBook.rules().size();
  }

  /** Returns the abilities that are declared missing although every rule that needs them passed. */
  synchronized List<Capability> closedGaps() {
    List<Capability> closed = new ArrayList<>();
    for (Capability missing : gaps.abilities().keySet()) {
      List<Line> needing =
          lines.values().stream()
              .filter(line -> List.of(line.rule().needs()).contains(missing))
              .toList();
      if (!needing.isEmpty() && needing.stream().allMatch(l -> l.outcome() == Outcome.PASS)) {
        closed.add(missing);
      }
    }
    return closed;
  }

  synchronized String json() {
    String rules =
        lines.values().stream()
            .map(
                line ->
                    "    {\"id\": "
                        + quoted(line.rule().id())
                        + ", \"outcome\": \""
                        + line.outcome()
                        + "\", \"reason\": "
                        + quoted(line.reason())
                        + "}")
            .collect(Collectors.joining(",\n"));
    return "{\n  \"transport\": "
        + quoted(transport)
        + ",\n  \"rules\": [\n"
        + rules
        + "\n  ]\n}\n";
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  synchronized String markdown() {
    Map<Outcome, Long> counts =
        lines.values().stream()
            .collect(Collectors.groupingBy(Line::outcome, Collectors.counting()));
    StringBuilder page = new StringBuilder("# Conformance of `" + transport + "`\n\n");
    for (Outcome outcome : Outcome.values()) {
      page.append("- ").append(outcome).append(": ");
      page.append(counts.getOrDefault(outcome, 0L)).append('\n');
    }
    page.append(
        "\n| rule | level | outcome | intent | reason |\n| --- | --- | --- | --- | --- |\n");
    lines.values().stream()
        .sorted(Comparator.comparing(Line::outcome).reversed().thenComparing(l -> 0))
        .forEach(
            line ->
                page.append("| ")
                    .append(line.rule().id())
                    .append(" | ")
                    .append(line.rule().level())
                    .append(" | ")
                    .append(line.outcome())
                    .append(" | ")
                    .append(line.rule().intent())
                    .append(" | ")
                    .append(line.reason().replace("|", "\\|"))
                    .append(" |\n"));
    return page.toString();
  }

  /** Writes both forms into that folder. */
  void write(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(transport + ".json"), json());
      Files.writeString(folder.resolve(transport + ".md"), markdown());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
