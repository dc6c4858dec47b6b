package dev.hawser.conformance;

import dev.hawser.transport.Capability;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a transport is declared not to do, each with its reason.
 *
 * <p>Immutable. A rule in a gap is run all the same: a broken one is skipped with the reason, and a
 * gap that is none any more fails, so that an upgrade of the runtime is noticed; one that comes and
 * goes is declared {@link #unsteady}.
 */
public final class Gaps {
  /** Nothing is missing. */
  public static final Gaps NONE = new Gaps(Map.of(), Map.of(), Map.of(), Set.of());

  private final Map<Capability, String> abilities;
  private final Map<String, String> rules;
  private final Map<String, String> unsteady;
  private final Set<Capability> wavering;

  private Gaps(
      Map<Capability, String> abilities,
      Map<String, String> rules,
      Map<String, String> unsteady,
      Set<Capability> wavering) {
    this.abilities = abilities;
    this.rules = rules;
    this.unsteady = unsteady;
    this.wavering = wavering;
  }

  /** Returns a copy that declares an ability missing. */
  public Gaps lacking(Capability capability, String reason) {
    return new Gaps(with(abilities, capability, reason), rules, unsteady, wavering);
  }

  /** Returns a copy that declares those abilities missing, each for its reason. */
  public Gaps lacking(Map<Capability, String> reasons) {
    Gaps all = this;
    for (Map.Entry<Capability, String> missing : reasons.entrySet()) {
      all = all.lacking(missing.getKey(), missing.getValue());
    }
    return all;
  }

  /**
   * Returns a copy that declares a single rule broken.
   *
   * @param rule its id, such as {@code FL-3}
   */
  public Gaps breaking(String rule, String reason) {
    return new Gaps(abilities, with(rules, rule, reason), unsteady, wavering);
  }

  /**
   * Returns a copy that declares a single rule kept at some times and broken at others, by the
   * runtime's doing: it is run and never claimed, so that reports do not differ from run to run.
   *
   * @param rule its id, such as {@code FL-6}
   */
  public Gaps unsteady(String rule, String reason) {
    return new Gaps(abilities, rules, with(unsteady, rule, reason), wavering);
  }

  /**
   * Returns a copy that claims no rule which needs that missing ability, whether it is kept or not:
   * for one that is there at times.
   *
   * @throws IllegalArgumentException if the ability is not declared missing
   */
  public Gaps unsteady(Capability missing) {
    if (!abilities.containsKey(missing)) {
      throw new IllegalArgumentException(missing + " is not declared missing");
    }
    Set<Capability> more = new HashSet<>(wavering);
    more.add(missing);
    return new Gaps(abilities, rules, unsteady, more);
  }

  private static <K> Map<K, String> with(Map<K, String> map, K key, String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("the gap " + key + " needs a reason, got none");
    }
    Map<K, String> copy = new LinkedHashMap<>(map);
    copy.put(key, reason);
    return copy;
  }

  /** Returns the declared missing abilities with their reasons. */
  Map<Capability, String> abilities() {
    return abilities;
  }

  /** Returns the rules declared broken with their reasons. */
  Map<String, String> rules() {
    return rules;
  }

  /** Tells whether a rule may be claimed once it was kept. */
  boolean claims(Rule rule) {
    return !unsteady.containsKey(rule.id())
        && Arrays.stream(rule.needs()).noneMatch(wavering::contains);
  }

  /** Returns why that rule may be broken, null when it may not. */
  @Nullable String reason(Rule rule) {
    String own = rules.getOrDefault(rule.id(), unsteady.get(rule.id()));
    if (own != null) {
      return own;
    }
    for (Capability needed : rule.needs()) {
      String reason = abilities.get(needed);
      if (reason != null) {
        return needed + " is missing: " + reason;
      }
    }
    return null;
  }
}
