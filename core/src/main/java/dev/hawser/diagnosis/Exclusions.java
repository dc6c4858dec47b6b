package dev.hawser.diagnosis;

import dev.hawser.close.Ending;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import java.util.ArrayList;
import java.util.List;

/** The phases that went well before a link ended. */
final class Exclusions {
  private Exclusions() {}

  static List<Phase> of(Ending ending) {
    Phase reached = ending.opened() ? Phase.OPEN : ending.facts().phase();
    List<Phase> passed = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      boolean applies = phase != Phase.SECURING || secured(ending.facts());
      if (phase.compareTo(reached) < 0 && applies) {
        passed.add(phase);
      }
    }
    return List.copyOf(passed);
  }

  /** A link without TLS never passed through it. */
  private static boolean secured(LinkFacts facts) {
    return facts.peer().certificate() != null || !facts.timeline().securing().isZero();
  }
}
