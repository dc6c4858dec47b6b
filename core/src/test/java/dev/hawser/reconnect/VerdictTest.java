package dev.hawser.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictTest {
  @Test
  void aRetryWaitsFromNothingToAYear() {
    assertThat(new Verdict.Retry(Duration.ZERO, 0, false).delay()).isZero();
    assertThat(new Verdict.Retry(Duration.ofDays(365), 1, true).delay()).hasDays(365);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Verdict.Retry(Duration.ofNanos(-1), 0, false))
        .withMessage("delay PT-0.000000001S is not in PT0S-PT8760H");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Verdict.Retry(Duration.ofDays(365).plusNanos(1), 0, false))
        .withMessage("delay PT8760H0.000000001S is not in PT0S-PT8760H");
  }

  @Test
  void aReasonIsExplainedInEnglishByItsTextAndInFrenchByItsKind() {
    Verdict.GiveUp end = new Verdict.GiveUp(Verdict.Reason.NEVER, "reconnecting is switched off");
    assertThat(end.explain(Locale.ENGLISH)).isEqualTo("reconnecting is switched off");
    assertThat(end.explain(Locale.GERMAN)).isEqualTo("reconnecting is switched off");
    assertThat(end.explain(Locale.CANADA_FRENCH)).isEqualTo("la reconnexion est désactivée");
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonHasAFrenchSentenceOfItsOwn(Verdict.Reason why) {
    Set<String> others = new HashSet<>();
    for (Verdict.Reason other : Verdict.Reason.values()) {
      if (other != why) {
        others.add(new Verdict.GiveUp(other, "x").explain(Locale.FRENCH));
      }
    }
    String sentence = new Verdict.GiveUp(why, "x").explain(Locale.FRENCH);
    assertThat(sentence).hasSizeGreaterThan(20).doesNotEndWith(".").isNotIn(others);
  }

  @Test
  void aRetryNamesAnEndpointCountedFromZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Verdict.Retry(Duration.ZERO, -1, false))
        .withMessage("endpoint -1 is negative");
  }
}
