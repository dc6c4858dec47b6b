package dev.hawser.conformance;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** All rules of the contract, in order. */
public final class RuleBook {
  /** By family in the order of a link's life, then by number. */
  static final Comparator<String> BY_ID =
      Comparator.<String>comparingInt(id -> families().indexOf(family(id)))
          .thenComparing(RuleBook::family)
          .thenComparingInt(RuleBook::number);

  private RuleBook() {}

  private static final Map<String, String> TITLES = titles();

  private static Map<String, String> titles() {
    Map<String, String> titles = new LinkedHashMap<>();
    titles.put("HS", "how a client asks, and which answers open a link");
    titles.put("DI", "how a dial fails");
    titles.put("PX", "how a dial goes through a proxy");
    titles.put("DL", "how messages arrive");
    titles.put("FR", "what a peer may not send");
    titles.put("SN", "how messages leave");
    titles.put("CL", "how this side closes");
    titles.put("EN", "how the peer, or the line, ends a link");
    titles.put("AB", "how a link is given up at once");
    titles.put("HB", "Pings, Pongs and the heartbeat");
    titles.put("FL", "credit and back-pressure");
    titles.put("TH", "threads and callbacks");
    titles.put("RS", "what a transport holds and lets go");
    titles.put("SV", "how a server takes requests");
    titles.put("CP", "how messages are compressed");
    return titles;
  }

  /** Returns the families in the order of a link's life. */
  static List<String> families() {
    return List.copyOf(TITLES.keySet());
  }

  /** Returns what the rules of a family are about. */
  static String title(String family) {
    return TITLES.getOrDefault(family, "");
  }

  /** Returns the family of a rule's id. */
  static String family(String id) {
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
    return Objects.requireNonNull(method.getAnnotation(Rule.class));
  }
}
