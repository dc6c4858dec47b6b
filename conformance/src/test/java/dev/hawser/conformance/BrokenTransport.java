package dev.hawser.conformance;

import java.util.Set;
import java.util.function.Supplier;

/**
 * A transport that is broken in one way.
 *
 * @param what it does wrong, in words
 * @param rules the ids of the rules it must fail
 * @param flaw makes it
 */
record BrokenTransport(String what, Set<String> rules, Supplier<Flaw> flaw) {
  static BrokenTransport of(String what, String rules, Supplier<Flaw> flaw) {
    return new BrokenTransport(what, Set.of(rules.split(" ")), flaw);
  }
}
