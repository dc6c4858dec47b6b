package dev.hawser.machine;

import java.util.List;

/**
 * The answer of a state to an event.
 *
 * @param next the next state; the same instance when the event is ignored
 * @param effects what is to be done, in order
 * @param ignored why the event is none of the state's business; empty when it is
 */
public record Step(ConnectionState next, List<Effect> effects, String ignored) {
  /** Copies the effects. */
  public Step {
    effects = List.copyOf(effects);
  }

  static Step to(ConnectionState next, Effect... effects) {
    return new Step(next, List.of(effects), "");
  }
}
