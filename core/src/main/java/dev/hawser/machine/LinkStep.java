package dev.hawser.machine;

import java.util.List;

/**
 * The answer of a link's state to an event.
 *
 * @param next the next state; the same instance when the event is ignored
 * @param effects what is to be done, in order
 * @param ignored why the event is none of the state's business; empty when it is
 */
public record LinkStep(LinkState next, List<LinkEffect> effects, String ignored) {
  /** Copies the effects. */
  public LinkStep {
    effects = List.copyOf(effects);
  }

  static LinkStep to(LinkState next, LinkEffect... effects) {
    return new LinkStep(next, List.of(effects), "");
  }
}
