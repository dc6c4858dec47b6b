package dev.hawser.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.machine.LinkEffect.Plain;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkStepTest {
  @Test
  void keepsItsEffectsWhateverBecomesOfTheListGiven() {
    List<LinkEffect> given = new ArrayList<>(List.of(Plain.PING));
    LinkStep step = new LinkStep(LinkState.accepted(), given, "");
    given.clear();
    assertThat(step.effects()).containsExactly(Plain.PING);
  }

  @Test
  void aStepThatActsIsNotIgnored() {
    LinkStep step = LinkStep.to(LinkState.accepted(), Plain.DROP, Plain.DISCARD);
    assertThat(step.effects()).containsExactly(Plain.DROP, Plain.DISCARD);
    assertThat(step.ignored()).isEmpty();
  }
}
