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
 * <p>{@code AutobahnReport again AGENT SIDE LIST FOLDER} prints the cases to run once more, one a
 * line: those that are not as expected. {@code AutobahnReport summary AGENT SIDE LIST CASES
 * FOLDER...} prints the cases that are not plainly OK and a count, and exits with 1 when a case is
 * not as expected or missing; a later folder's verdict on a case stands for those before it, and a
 * folder without a report says nothing.
 */
record AutobahnReport(Map<String, Verdict> cases) {
  /** The two verdicts on a case, in the suite's words. */
  record Verdict(String behavior, String behaviorClose) {
    @Override
    public String toString() {
      return behavior + ", close " + behaviorClose;
    }
  }

  public static void main(String[] args) throws IOException {
    String agent = args[1];
    Expected expected = Expected.read(Files.readAllLines(Path.of(args[3])), agent, args[2]);
    if (args[0].equals("again")) {
      expected.against(in(Path.of(args[4]), agent)).forEach(System.out::println);
      return;
    }
    int count = Integer.parseInt(args[4]);
    AutobahnReport report = new AutobahnReport(Map.of());
    for (int i = 5; i < args.length; i++) {
      report = report.with(in(Path.of(args[i]), agent));
    }
    report.summary(expected, count).forEach(System.out::println);
    System.exit(report.passes(expected, count) ? 0 : 1);
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

  boolean passes(Expected expected, int count) {
    return cases.size() == count && expected.against(this).isEmpty();
  }

  /** Returns what is worth reading, and in the last line the count: a missing case has failed. */
  List<String> summary(Expected expected, int count) {
    List<String> unexpected = expected.against(this);
    List<String> listed = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    cases.forEach(
        (name, verdict) -> {
          if (unexpected.contains(name)) {
            lines.add("FAILED %s %s; expected is %s".formatted(name, verdict, expected.of(name)));
          } else if (!verdict.equals(Expected.OK)) {
            listed.add(name + " " + verdict.behavior());
          }
        });
    if (!listed.isEmpty()) {
      lines.add("as listed: " + String.join(", ", listed));
    }
    if (cases.size() != count) {
      lines.add(cases.size() + " cases reported, expected are " + count);
    }
    int passed = cases.size() - unexpected.size();
    lines.add(passed + " passed, " + Math.max(0, count - passed) + " failed");
    return lines;
  }
}
