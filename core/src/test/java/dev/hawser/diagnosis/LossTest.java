package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.Ending;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.MessageNote;
import dev.hawser.close.SampleEndings;
import dev.hawser.close.Timeline;
import dev.hawser.close.Traffic;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossTest {
  private static final Duration NONE = Duration.ZERO;

  @Test
  void keepsTheFiguresThatLossesAreComparedBy() {
    LinkFacts facts = facts(9, 7, note(30), note(20), note(8));
    assertThat(Loss.of(new Ending.Dropped(facts), 77, 3))
        .isEqualTo(
            new Loss(
                77,
                3,
                Manner.CUT,
                Duration.ofSeconds(100),
                Duration.ofSeconds(7),
                Duration.ofSeconds(8),
                Duration.ofSeconds(42)));
  }

  @Test
  void theShorterSilenceCounts() {
    assertThat(loss(facts(3, 7)).silence()).isEqualTo(Duration.ofSeconds(3));
    assertThat(loss(facts(7, 3)).silence()).isEqualTo(Duration.ofSeconds(3));
    assertThat(loss(facts(3, 3)).silence()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void withoutAMessageItWasQuietFromTheStart() {
    Traffic none =
        new Traffic(
            9, 9, 0, 0, Duration.ofSeconds(3), Duration.ofSeconds(3), 1, 1, null, List.of());
    assertThat(loss(facts(3, 7).with(none)).quiet()).isEqualTo(Duration.ofSeconds(100));
  }

  @Test
  void aMessageThatWasNotDescribedMayHaveBeenTheLastByte() {
    assertThat(loss(facts(3, 7)).quiet()).isEqualTo(Duration.ofSeconds(3));
    Traffic in =
        new Traffic(
            9, 9, 1, 0, Duration.ofSeconds(3), Duration.ofSeconds(3), 1, 1, null, List.of());
    assertThat(loss(facts(3, 7).with(in)).quiet()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void bytesAfterTheLastMessageArePings() {
    assertThat(loss(facts(7, 7, note(8))).hadPings()).isTrue();
    assertThat(loss(facts(8, 8, note(8))).hadPings()).isFalse();
  }

  @Test
  void aLinkThatNeverOpenedHasNoAge() {
    Loss loss = Loss.of(SampleEndings.refused(503), 1, 1);
    assertThat(loss).isEqualTo(new Loss(1, 1, Manner.REFUSED, NONE, NONE, NONE, NONE));
  }

  private static LinkFacts facts(long silentIn, long silentOut, MessageNote... notes) {
    Traffic traffic =
        new Traffic(
                1,
                1,
                1,
                1,
                Duration.ofSeconds(silentIn),
                Duration.ofSeconds(silentOut),
                0,
                0,
                null,
                List.of(notes))
            .survived(Duration.ofSeconds(42));
    return SampleEndings.open()
        .with(new Timeline(NONE, NONE, NONE, NONE, Duration.ofSeconds(100), NONE))
        .with(traffic);
  }

  private static Loss loss(LinkFacts facts) {
    return Loss.of(new Ending.Dropped(facts), 0, 0);
  }

  private static MessageNote note(long seconds) {
    return new MessageNote(true, true, 1, Duration.ofSeconds(seconds));
  }
}
