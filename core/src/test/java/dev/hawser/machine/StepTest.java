package dev.hawser.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepTest {
  private static final ConnectionState IDLE = ConnectionState.initial();

  @Test
  void keepsItsOwnCopyOfTheEffectsInOrder() {
    List<Effect> effects = new ArrayList<>(List.of(new Effect.Probe(1), new Effect.AskGate(2)));
    Step step = new Step(IDLE, effects, "");
    effects.clear();
    assertThat(step.effects()).containsExactly(new Effect.Probe(1), new Effect.AskGate(2));
    assertThatThrownBy(() -> step.effects().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aStepToAStateIsNotIgnored() {
    assertThat(Step.to(IDLE, new Effect.Probe(1)))
        .isEqualTo(new Step(IDLE, List.of(new Effect.Probe(1)), ""));
  }
}
