package dev.hawser.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.hawser.conformance.plain.PlainSocketTransport;
import dev.hawser.transport.Capability;
import dev.hawser.transport.Transport;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

class GapsTest {
  private static final ThreadLocal<Gaps> DECLARED = new ThreadLocal<>();

  /** The kit on a transport that keeps HS-1 and breaks RS-3. */
  static class OnTrial extends TransportConformance {
    @Override
    protected Transport newTransport(TransportSetup setup) {
      return PlainSocketTransport.create(setup.context());
    }

    @Override
    protected Gaps gaps() {
      return DECLARED.get();
    }
  }

  @Test
  void aRuleDeclaredBrokenIsSkippedWithTheReason() {
    assertThat(outcome("RS-3", Gaps.NONE.breaking("RS-3", "why"))).isEqualTo("RS-3 skipped: why");
  }

  @Test
  void aRuleDeclaredBrokenAndKeptFails() {
    assertThat(outcome("HS-1", Gaps.NONE.breaking("HS-1", "why")))
        .isEqualTo("HS-1 is declared broken ('why'), yet it is kept: strike the gap");
  }

  @Test
  void anUnsteadyRuleIsNeverClaimed() {
    assertThat(outcome("RS-3", Gaps.NONE.unsteady("RS-3", "why"))).isEqualTo("RS-3 skipped: why");
    assertThat(outcome("HS-1", Gaps.NONE.unsteady("HS-1", "why")))
        .isEqualTo("HS-1 skipped, though kept this time: why");
  }

  @Test
  void noRuleThatNeedsAnUnsteadyAbilityIsClaimed() {
    Gaps lacking = Gaps.NONE.lacking(Capability.REFUSAL_BODY, "why");
    assertThat(outcome("DI-3", lacking)).isEqualTo("SUCCESSFUL");
    Gaps unsteady = lacking.unsteady(Capability.REFUSAL_BODY);
    assertThat(outcome("DI-3", unsteady))
        .isEqualTo("DI-3 skipped, though kept this time: REFUSAL_BODY is missing: why");
    assertThat(outcome("HS-1", unsteady)).isEqualTo("SUCCESSFUL");
    assertThatThrownBy(() -> lacking.unsteady(Capability.PING)).hasMessageContaining("PING");
  }

  @Test
  void aGapOfAnotherRuleChangesNothing() {
    Gaps gaps = Gaps.NONE.unsteady("FL-6", "why").breaking("RS-3", "why");
    assertThat(outcome("HS-1", gaps)).isEqualTo("SUCCESSFUL");
  }

  @Test
  void abilitiesAreDeclaredMissingOneByOneOrTogether() {
    Gaps one = Gaps.NONE.lacking(Capability.SERVER, "a").lacking(Capability.PING, "b");
    Gaps together = Gaps.NONE.lacking(Map.of(Capability.SERVER, "a", Capability.PING, "b"));
    assertThat(together.abilities())
        .isEqualTo(one.abilities())
        .isEqualTo(Map.of(Capability.SERVER, "a", Capability.PING, "b"));
  }

  @Test
  void aGapNeedsAReason() {
    assertThatThrownBy(() -> Gaps.NONE.unsteady("FL-6", " "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the gap FL-6 needs a reason, got none");
  }

  /** Runs one rule; returns what it failed or was skipped with, else that it succeeded. */
  private static String outcome(String rule, Gaps gaps) {
    String method =
        Arrays.stream(TransportConformance.class.getMethods())
            .filter(m -> m.isAnnotationPresent(Rule.class))
            .filter(m -> m.getAnnotation(Rule.class).id().equals(rule))
            .findAny()
            .orElseThrow()
            .getName();
    DECLARED.set(gaps);
    try {
      Event end =
          EngineTestKit.engine("junit-jupiter")
              .configurationParameter(Kit.PATIENCE, "5000")
              .configurationParameter(Kit.REPORT, "off")
              .selectors(selectMethod(OnTrial.class, method))
              .execute()
              .testEvents()
              .finished()
              .list()
              .get(0);
      TestExecutionResult result = end.getRequiredPayload(TestExecutionResult.class);
      return result.getThrowable().map(Throwable::getMessage).orElse(result.getStatus().name());
    } finally {
      DECLARED.remove();
    }
  }
}
