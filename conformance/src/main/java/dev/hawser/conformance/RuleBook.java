package dev.hawser.conformance;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** All rules of the contract, in order. */
public final class RuleBook {
  /** By family in the order of a link's life, then by number. */
  static final Comparator<String> BY_ID =
      Comparator.<String>comparingInt(id -> families().indexOf(family(id)))
          .thenComparing(RuleBook::family)
          .thenComparingInt(RuleBook::number);

  private RuleBook() {}

  private static List<String> families() {
    return List.of("HS", "DI", "DL", "FR", "SN", "CL", "EN", "AB", "HB", "FL", "TH", "RS", "SV");
  }

  private static String family(String id) {
    return id.substring(0, id.indexOf('-'));
  }

  private static int number(String id) {
    return Integer.parseInt(id.substring(id.indexOf('-') + 1));
  }

  /** Returns every rule of {@link TransportConformance}. */
  public static List<Rule> rules() {
    return Arrays.stream(TransportConformance.class.getMethods())
        .filter(method -> method.isAnnotationPresent(Rule.class))
        .map(RuleBook::rule)
        .sorted(Comparator.comparing(Rule::id, BY_ID))
        .toList();
  }

  private static Rule rule(Method method) {
    return java.util.Objects.requireNonNull(method.getAnnotation(Rule.class));
  }
}
