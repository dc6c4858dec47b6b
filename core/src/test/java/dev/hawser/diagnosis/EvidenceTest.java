package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import dev.hawser.close.SampleEndings;
import dev.hawser.close.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {
  private static final Ending SHORT = lived(Initiator.PEER, Duration.ofSeconds(2));
  private static final Ending LONG = lived(Initiator.PEER, Duration.ofMillis(2_001));

  @Test
  void anEndingAloneHasNoHistory() {
    assertThat(Evidence.of(SHORT)).isEqualTo(new Evidence(SHORT, List.of()));
  }

  @Test
  void keepsItsOwnCopyOfTheHistory() {
    List<Ending> earlier = new ArrayList<>(List.of(LONG));
    Evidence evidence = new Evidence(SHORT, earlier);
    earlier.clear();
    assertThat(evidence.earlier()).containsExactly(LONG);
  }

  @Test
  void aHistoryBeginsWithTheEndingItselfUnlessThereIsOne() {
    assertThat(Evidence.of(SHORT).history()).isEqualTo(History.NONE.plus(Loss.of(SHORT, 0, 0)));
    assertThat(Evidence.of(SHORT).loss()).isEqualTo(Loss.of(SHORT, 0, 0));
    History history = History.NONE.plus(Loss.of(LONG, 1, 1)).plus(Loss.of(SHORT, 2, 1));
    Evidence evidence = new Evidence(SHORT, List.of(), history);
    assertThat(evidence.history()).isEqualTo(history);
    assertThat(evidence.loss()).isEqualTo(Loss.of(SHORT, 2, 1));
  }

  @Test
  void countsTheLinksInARowThatEndedAtOnce() {
    assertThat(Evidence.of(SHORT).endedAtOnce()).isEqualTo(1);
    assertThat(new Evidence(SHORT, List.of(SHORT, SHORT)).endedAtOnce()).isEqualTo(3);
    assertThat(new Evidence(SHORT, List.of(SHORT, LONG, SHORT)).endedAtOnce()).isEqualTo(2);
    assertThat(new Evidence(LONG, List.of(SHORT, SHORT)).endedAtOnce()).isZero();
  }

  @Test
  void aLinkTheNetworkEndedAtOnceCountsToo() {
    Ending cut = new Ending.Dropped(SHORT.facts());
    assertThat(new Evidence(SHORT, List.of(cut)).endedAtOnce()).isEqualTo(2);
  }

  @Test
  void onlyOpenedLinksThatOthersEndedCount() {
    assertThat(Evidence.of(SampleEndings.refused(503)).endedAtOnce()).isZero();
    assertThat(Evidence.of(lived(Initiator.USER, Duration.ZERO)).endedAtOnce()).isZero();
    assertThat(Evidence.of(lived(Initiator.LIBRARY, Duration.ZERO)).endedAtOnce()).isZero();
  }

  @Test
  void theClosingHandshakeCountsAsLife() {
    Duration none = Duration.ZERO;
    Duration second = Duration.ofSeconds(1);
    Timeline slow = new Timeline(none, none, none, none, second, second.plusMillis(1));
    Ending ending =
        new Ending.Closed(
            Initiator.PEER,
            CloseReason.of(CloseCode.INTERNAL_ERROR),
            SampleEndings.open().with(slow));
    assertThat(Evidence.of(ending).endedAtOnce()).isZero();
  }

  static Ending lived(Initiator by, Duration age) {
    Duration none = Duration.ZERO;
    return new Ending.Closed(
        by,
        CloseReason.of(CloseCode.INTERNAL_ERROR),
        SampleEndings.open().with(new Timeline(none, none, none, none, age, none)));
  }

  @Test
  void whereNobodyLookedNothingIsKnownOfTheAddress() {
    assertThat(Evidence.of(SHORT).address()).isEqualTo(LocalAddress.UNKNOWN);
    assertThat(new Evidence(SHORT, List.of(), History.NONE).address())
        .isEqualTo(LocalAddress.UNKNOWN);
    assertThat(new Evidence(SHORT, List.of(), History.NONE, LocalAddress.GONE).address())
        .isEqualTo(LocalAddress.GONE);
  }
}
