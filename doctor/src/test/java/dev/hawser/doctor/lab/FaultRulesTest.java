package dev.hawser.doctor.lab;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.diagnosis.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every rule R1 to R35 has its causes, its place in the code, and its cases in a laboratory or the
 * reason why not; the page's table is made of it.
 */
class FaultRulesTest {
  private static final Path DOCTOR =
      Path.of("src", "main", "java", "dev", "hawser", "doctor", "judge");
  private static final Path CORE =
      Path.of("..", "core", "src", "main", "java", "dev", "hawser", "diagnosis");
  private static final Path NETWORK = Path.of("..", "docs", "reference", "doctor-network.md");

  /** A row of the page of the network: its rule, its fault, who was asked, what was said. */
  private static final Pattern ROW =
      Pattern.compile("\\| (R\\d+) \\| ([^|]+) \\| (\\w+) \\| `([A-Z_]+)` \\|.*");

  private static final List<Rule> RULES = new ArrayList<>();
  private static final Map<String, List<String>> CONCLUDING = new LinkedHashMap<>();
  private static final List<One> CASES = new ArrayList<>();

  private record Rule(String id, String seen, List<String> causes, Map<String, String> reasons) {}

  private record One(String name, String rule, String cause, String where) {}

  @BeforeAll
  static void readRulesCodeAndCases() throws IOException {
    lines("rules.csv")
        .map(line -> line.split("\\|", 4))
        .forEach(
            parts ->
                RULES.add(
                    new Rule(parts[0], parts[1], List.of(parts[2].split(" ")), reasons(parts[3]))));
    lines("code.csv")
        .map(line -> line.split(",", 2))
        .forEach(parts -> CONCLUDING.put(parts[0], List.of(parts[1].split(","))));
    cases("labels.csv", "");
    cases("own.csv", " (library)");
    for (String line : Files.readAllLines(NETWORK)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        CASES.add(new One(row.group(2), row.group(1), row.group(4), " (network)"));
      }
    }
  }

  private static Stream<String> lines(String file) throws IOException {
    try (InputStream in = FaultRulesTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"));
    }
  }

  private static Map<String, String> reasons(String text) {
    Map<String, String> reasons = new LinkedHashMap<>();
    Matcher reason = Pattern.compile("([A-Z_]{4,}): (.*?)(?=; [A-Z_]{4,}: |$)").matcher(text);
    while (reason.find()) {
      reasons.put(reason.group(1), reason.group(2));
    }
    return reasons;
  }

  private static void cases(String labels, String where) throws IOException {
    Lab.labels(labels)
        .forEach(
            (name, label) -> {
              for (String cause : label.cause().split("\\|")) {
                String bare = cause.replace("warning:", "");
                CASES.add(new One("`" + name + "`", label.rule(), bare, where));
              }
            });
  }

  @Test
  void noRuleIsMissing() {
    assertThat(RULES.stream().map(Rule::id))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 35).mapToObj(i -> "R" + i).toList());
  }

  @Test
  void everyCauseOfARuleIsConcludedWhereTheTableSays() throws IOException {
    for (Rule rule : RULES) {
      for (String cause : rule.causes()) {
        assertThat(Cause.of(cause).id()).isEqualTo(cause);
        assertThat(CONCLUDING).containsKey(cause);
        for (String where : CONCLUDING.get(cause)) {
          String name = where.substring(where.indexOf(':') + 1) + ".java";
          Path source = (where.startsWith("doctor:") ? DOCTOR : CORE).resolve(name);
          assertThat(Files.readString(source)).contains("Cause." + cause);
        }
      }
    }
  }

  @Test
  void everyCaseOfARuleIsLabelledWithACauseOfTheRule() {
    for (One one : CASES) {
      if (one.rule().matches("R\\d+")) {
        assertThat(rule(one.rule()).causes()).as("%s", one).contains(one.cause());
      }
    }
  }

  @Test
  void everyCauseOfARuleHasTwoCasesOrAReason() {
    for (Rule rule : RULES) {
      for (String cause : rule.causes()) {
        boolean enough = cases(rule, cause).size() >= 2;
        boolean reasoned = rule.reasons().containsKey(cause);
        assertThat(enough || reasoned).as("%s of %s has cases", cause, rule.id()).isTrue();
        assertThat(enough && reasoned).as("%s of %s needs no reason", cause, rule.id()).isFalse();
      }
    }
  }

  @Test
  void thePageShowsTheRules() throws IOException {
    StringBuilder page = new StringBuilder("| rule | what is seen | cause | by | cases |\n");
    page.append("|---|---|---|---|---|\n");
    for (Rule rule : RULES) {
      for (String cause : rule.causes()) {
        String cases = cases(rule, cause).stream().collect(joining(", "));
        String reason = rule.reasons().getOrDefault(cause, "");
        page.append("| ").append(rule.id()).append(" | ").append(rule.seen()).append(" | ");
        page.append(cause).append(" | ").append(by(cause));
        page.append(" | ").append(cases).append(reason.isEmpty() ? "" : ". " + reason);
        page.append(" |\n");
      }
    }
    FaultPage.assertShown(FaultPage.RULES, page.toString());
  }

  private static String by(String cause) {
    return CONCLUDING.get(cause).stream()
        .map(
            where ->
                "`"
                    + where.replace("doctor:", "")
                    + "`"
                    + (where.indexOf(':') < 0 ? "" : " (doctor)"))
        .collect(joining(", "));
  }

  private static Rule rule(String id) {
    return RULES.stream().filter(rule -> rule.id().equals(id)).findAny().orElseThrow();
  }

  private static List<String> cases(Rule rule, String cause) {
    return CASES.stream()
        .filter(one -> one.rule().equals(rule.id()) && one.cause().equals(cause))
        .map(one -> one.name() + one.where())
        .toList();
  }
}
