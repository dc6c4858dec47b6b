package dev.hawser.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawser.doctor.report.Sheet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An earlier report, to be held against a new one: verdict, warnings and the outcome of steps. */
final class Baseline {
  private final Map<String, String> earlier;

  private Baseline(Map<String, String> earlier) {
    this.earlier = earlier;
  }

  /**
   * Reads a report that {@code --json} wrote.
   *
   * @throws IllegalArgumentException naming the file and what is allowed
   */
  static Baseline read(Path file) {
    JsonNode document;
    try {
      document = new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "'" + file + "' is no report: a file that 'hawser doctor --json' wrote is wanted", e);
    }
    if (!document.path("verdict").has("cause")) {
      throw new IllegalArgumentException(
          "'" + file + "' is no report: a file that 'hawser doctor --json' wrote is wanted");
    }
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("verdict", document.path("verdict").path("cause").asText());
    for (JsonNode step : document.path("steps")) {
      facts.merge(step.path("id").asText(), step.path("outcome").asText(), Baseline::worse);
    }
    for (JsonNode warning : document.path("warnings")) {
      facts.put("warning " + warning.path("cause").asText(), "WARN");
    }
    return new Baseline(facts);
  }

  private static String worse(String one, String other) {
    return one.equals("OK") ? other : one;
  }

  /** Returns what is different now, one line each. */
  List<String> changes(Sheet now) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("verdict", now.verdict().cause());
    for (Sheet.Line step : now.steps()) {
      facts.merge(step.id(), step.outcome(), Baseline::worse);
    }
    for (Sheet.Verdict warning : now.warnings()) {
      facts.put("warning " + warning.cause(), "WARN");
    }
    List<String> changes = new ArrayList<>();
    facts.forEach(
        (name, value) -> {
          String before = earlier.getOrDefault(name, "-");
          if (!before.equals(value)) {
            changes.add(name + ": " + before + " -> " + value);
          }
        });
    for (String name : earlier.keySet()) {
      if (!facts.containsKey(name)) {
        changes.add(name + ": " + earlier.get(name) + " -> -");
      }
    }
    return List.copyOf(changes);
  }
}
