package dev.hawser.reconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawser.close.Ending;
import dev.hawser.close.SampleEndings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutageTest {
  private static final Ending FIRST = SampleEndings.dropped();
  private static final Ending LAST = SampleEndings.closedByPeer(1012);

  @Test
  void theEndingToJudgeIsTheNewest() {
    assertThat(outage(2, List.of(FIRST, LAST), 0, 1).ending()).isSameAs(LAST);
  }

  @Test
  void keepsItsOwnCopyOfTheEndings() {
    List<Ending> endings = new ArrayList<>(List.of(FIRST));
    Outage outage = outage(1, endings, 0, 1);
    endings.add(LAST);
    assertThat(outage.endings()).containsExactly(FIRST);
    assertThatThrownBy(() -> outage.endings().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void holdsOneToEightEndings() {
    assertThat(outage(8, Collections.nCopies(8, FIRST), 0, 1).endings()).hasSize(8);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> outage(9, Collections.nCopies(9, FIRST), 0, 1))
        .withMessage("an outage holds 1-8 endings, got 9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> outage(1, List.of(), 0, 1))
        .withMessage("an outage holds 1-8 endings, got 0");
  }

  @Test
  void hasAtLeastAsManyAttemptsAsEndings() {
    assertThat(outage(2, List.of(FIRST, LAST), 0, 1).attempt()).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> outage(1, List.of(FIRST, LAST), 0, 1))
        .withMessage("attempt 1 is less than the 2 endings");
  }

  @Test
  void dialledOneOfItsEndpoints() {
    assertThat(outage(1, List.of(FIRST), 2, 3).endpoint()).isEqualTo(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> outage(1, List.of(FIRST), 3, 3))
        .withMessage("endpoint 3 is not one of the 3, counted from 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> outage(1, List.of(FIRST), -1, 3))
        .withMessage("endpoint -1 is not one of the 3, counted from 0");
  }

  @Test
  void endpointsAreLeftWhileFewerEndedInARowWithTheSameCode() {
    Ending busy = SampleEndings.closedByPeer(1013);
    assertThat(outage(1, List.of(busy), 0, 1).endpointsLeft()).isFalse();
    assertThat(outage(1, List.of(busy), 0, 2).endpointsLeft()).isTrue();
    assertThat(outage(2, List.of(busy, busy), 0, 2).endpointsLeft()).isFalse();
    assertThat(outage(3, List.of(busy, FIRST, busy), 0, 2).endpointsLeft()).isTrue();
    assertThat(outage(8, Collections.nCopies(8, busy), 0, 20).endpointsLeft()).isFalse();
    assertThat(outage(7, Collections.nCopies(7, busy), 0, 20).endpointsLeft()).isTrue();
  }

  @Test
  void isToldWithoutOtherCircumstancesUnlessTheyAreGiven() {
    Outage plain = outage(1, List.of(FIRST), 0, 1);
    assertThat(plain.circumstances()).isEqualTo(Circumstances.NONE);
    Circumstances known = new Circumstances(Duration.ofSeconds(1), List.of(), true);
    assertThat(plain.in(known).circumstances()).isEqualTo(known);
    assertThat(plain.in(known).in(Circumstances.NONE)).isEqualTo(plain);
  }

  private static Outage outage(int attempt, List<Ending> endings, int endpoint, int endpoints) {
    return new Outage(
        attempt, Duration.ZERO, endings, false, endpoint, endpoints, Duration.ZERO, Outages.NOON);
  }
}
