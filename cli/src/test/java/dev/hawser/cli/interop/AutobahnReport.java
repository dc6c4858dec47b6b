package dev.hawser.cli.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the Autobahn suite wrote about one agent: of each case how it behaved, and how it closed.
 *
 * <p>{@code AutobahnReport failed AGENT FOLDER} prints the cases to run again, one a line. {@code
 * AutobahnReport summary AGENT CASES FOLDER...} prints every case that is not plainly OK and a
 * count, and exits with 1 when a case failed or is missing; a later folder's verdict on a case
 * stands for those before it, and a folder without a report says nothing.
 */
record AutobahnReport(Map<String, Verdict> cases) {
  private static final List<String> FINE = List.of("OK", "NON-STRICT", "INFORMATIONAL");

  /** The two verdicts on a case, in the suite's words. */
  record Verdict(String behavior, String behaviorClose) {
    boolean failed() {
      return !FINE.contains(behavior) || !FINE.contains(behaviorClose);
    }

    boolean plainlyOk() {
      return behavior.equals("OK") && behaviorClose.equals("OK");
    }
  }

  public static void main(String[] args) throws IOException {
    String agent = args[1];
    if (args[0].equals("failed")) {
      in(Path.of(args[2]), agent).failed().forEach(System.out::println);
      return;
    }
    int expected = Integer.parseInt(args[2]);
    AutobahnReport report = new AutobahnReport(Map.of());
    for (int i = 3; i < args.length; i++) {
      report = report.with(in(Path.of(args[i]), agent));
    }
    report.summary(expected).forEach(System.out::println);
    System.exit(report.passes(expected) ? 0 : 1);
  }

  private static AutobahnReport in(Path folder, String agent) throws IOException {
    Path index = folder.resolve("index.json");
    return Files.exists(index)
        ? read(Files.readString(index), agent)
        : new AutobahnReport(Map.of());
  }

  /** Reads the suite's {@code index.json}; an agent that is not in it has no cases. */
  static AutobahnReport read(String index, String agent) throws IOException {
    Map<String, Verdict> cases = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry :
        new ObjectMapper().readTree(index).path(agent).properties()) {
      JsonNode verdict = entry.getValue();
      cases.put(
          entry.getKey(),
          new Verdict(
              verdict.path("behavior").asText("none"),
              verdict.path("behaviorClose").asText("none")));
    }
    return new AutobahnReport(cases);
  }

  /** Returns this report with a later run's verdicts in place of its own. */
  AutobahnReport with(AutobahnReport later) {
    Map<String, Verdict> both = new TreeMap<>(cases);
    both.putAll(later.cases);
    return new AutobahnReport(both);
  }

  List<String> failed() {
    return cases.entrySet().stream()
        .filter(entry -> entry.getValue().failed())
        .map(Map.Entry::getKey)
        .toList();
  }

  boolean passes(int expected) {
    return cases.size() == expected && failed().isEmpty();
  }

  /** Returns what is worth reading, and in the last line the count: a missing case has failed. */
  List<String> summary(int expected) {
    List<String> lines = new ArrayList<>();
    cases.forEach(
        (name, verdict) -> {
          if (!verdict.plainlyOk()) {
            lines.add(name + " " + verdict.behavior() + ", close " + verdict.behaviorClose());
          }
        });
    if (cases.size() != expected) {
      lines.add(cases.size() + " cases reported, expected are " + expected);
    }
    int passed = cases.size() - failed().size();
    lines.add(passed + " passed, " + Math.max(0, expected - passed) + " failed");
    return lines;
  }
}
