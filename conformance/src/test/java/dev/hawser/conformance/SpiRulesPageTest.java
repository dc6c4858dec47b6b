package dev.hawser.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.transport.Capability;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SpiRulesPageTest {
  private static final String INTRODUCTION =
      """
      # The contract of a transport

      Rendered from the kit by `SpiRulesPageTest`, which fails when this page differs; \
      `mvn -q -pl conformance -am test -Dtest=SpiRulesPageTest -Dhawser.golden=update \
      -Dsurefire.failIfNoSpecifiedTests=false` writes it anew.

      Each rule is one test of `TransportConformance`. It runs against raw bytes on sockets, as \
      client and, where it makes sense, as server, and asserts what the application saw and what \
      went over the wire. A rule that needs a capability may be broken by a transport that declares \
      it missing, with a reason. "Starter" numbers are those of the first list of rules the contract \
      grew from; "design" is the project's design page.
      """;

  @Test
  void theRulesStandInTheReference() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    String family = "";
    for (Rule rule : RuleBook.rules()) {
      String next = RuleBook.family(rule.id());
      if (!next.equals(family)) {
        family = next;
        page.append("\n## ").append(family).append(": ").append(RuleBook.title(family));
        page.append("\n\n| rule | level | intent | source | needs |\n");
        page.append("| --- | --- | --- | --- | --- |\n");
      }
      String needs =
          Arrays.stream(rule.needs()).map(Capability::name).collect(Collectors.joining(", "));
      page.append("| ").append(rule.id()).append(" | ").append(rule.level()).append(" | ");
      page.append(rule.intent()).append(" | ").append(rule.cites()).append(" | ");
      page.append(needs).append(" |\n");
    }
    page.append("\n").append(RuleBook.rules().size()).append(" rules.\n");
    Pages.hold(Pages.ROOT.resolve("docs/reference/spi-rules.md"), page.toString());
  }

  @Test
  void everyRuleHasANumberOfItsOwnInAKnownFamily() {
    List<Rule> rules = RuleBook.rules();
    Set<String> ids = new HashSet<>();
    for (Rule rule : rules) {
      assertThat(ids.add(rule.id())).as("twice: " + rule.id()).isTrue();
      assertThat(rule.id()).matches("[A-Z]{2}-[1-9][0-9]*");
      assertThat(RuleBook.title(RuleBook.family(rule.id()))).isNotEmpty();
      assertThat(rule.intent()).endsWith(".");
      assertThat(rule.cites()).isNotBlank();
    }
    assertThat(rules).hasSizeGreaterThanOrEqualTo(70);
  }

  @Test
  void theNumbersOfAFamilyHaveNoHole() {
    List<String> ids = RuleBook.rules().stream().map(Rule::id).toList();
    for (String id : ids) {
      int number = Integer.parseInt(id.substring(3));
      assertThat(number == 1 || ids.contains(id.substring(0, 3) + (number - 1))).as(id).isTrue();
    }
  }
}
