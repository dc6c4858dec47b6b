package dev.hawser.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the tables of the README and of the results to what the adapters' own tests wrote. */
class ReadmeMatrixTest {
  private static final String BEGIN = "<!-- conformance:begin -->";
  private static final String END = "<!-- conformance:end -->";

  /** What users import. */
  private static final Set<String> ADAPTERS = Set.of("netty", "vertx", "tyrus");

  @Test
  void theReadmeShowsTheResultsOfTheAdapters() throws IOException {
    Map<String, Map<String, JsonNode>> adapters = results();
    adapters.keySet().retainAll(ADAPTERS);
    hold(Pages.ROOT.resolve("README.md"), adapters);
  }

  @Test
  void thePageOfTheResultsShowsThemAll() throws IOException {
    hold(Pages.ROOT.resolve("docs/reference/conformance/README.md"), results());
  }

  private static void hold(Path page, Map<String, Map<String, JsonNode>> results)
      throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    assertThat(begin).as(BEGIN + " in " + page).isNotNegative();
    assertThat(end).as(END + " in " + page).isGreaterThan(begin);
    Pages.hold(
        page, text.substring(0, begin) + BEGIN + "\n" + table(results) + text.substring(end));
  }

  @Test
  void theCheckedInResultsKnowEveryRule() throws IOException {
    List<String> ids = RuleBook.rules().stream().map(Rule::id).toList();
    for (Map.Entry<String, Map<String, JsonNode>> transport : results().entrySet()) {
      assertThat(transport.getValue().keySet())
          .as(transport.getKey())
          .containsExactlyElementsOf(ids);
    }
  }

  private static Map<String, Map<String, JsonNode>> results() throws IOException {
    Map<String, Map<String, JsonNode>> results = new TreeMap<>();
    try (Stream<Path> files = Files.list(Pages.ROOT.resolve("docs/reference/conformance"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        JsonNode whole = new ObjectMapper().readTree(file.toFile());
        Map<String, JsonNode> rules = new LinkedHashMap<>();
        for (JsonNode rule : whole.get("rules")) {
          rules.put(rule.get("id").asText(), rule);
        }
        results.put(whole.get("transport").asText(), rules);
      }
    }
    return results;
  }

  private static String table(Map<String, Map<String, JsonNode>> results) {
    StringBuilder table = new StringBuilder("| rules |");
    results.keySet().forEach(name -> table.append(' ').append(name).append(" |"));
    table.append("\n| --- |").append(" --- |".repeat(results.size())).append('\n');
    for (String family : RuleBook.families()) {
      table.append("| ").append(RuleBook.title(family)).append(" |");
      for (Map<String, JsonNode> rules : results.values()) {
        table.append(' ').append(cell(family, rules)).append(" |");
      }
      table.append('\n');
    }
    Map<String, StringJoiner> gaps = new LinkedHashMap<>();
    results.forEach(
        (name, rules) ->
            rules.forEach(
                (id, rule) -> {
                  if (!rule.get("outcome").asText().equals("PASS")) {
                    String why = name + ": " + rule.get("reason").asText();
                    gaps.computeIfAbsent(why, key -> new StringJoiner(", ")).add(id);
                  }
                }));
    if (!gaps.isEmpty()) {
      table.append("\nDeclared gaps:\n\n");
      gaps.forEach((why, ids) -> table.append("- " + why + " (" + ids + ")\n"));
    }
    return table.toString();
  }

  private static String cell(String family, Map<String, JsonNode> rules) {
    int all = 0;
    int kept = 0;
    for (Map.Entry<String, JsonNode> rule : rules.entrySet()) {
      if (RuleBook.family(rule.getKey()).equals(family)) {
        all++;
        kept += rule.getValue().get("outcome").asText().equals("PASS") ? 1 : 0;
      }
    }
    return kept + " of " + all;
  }
}
