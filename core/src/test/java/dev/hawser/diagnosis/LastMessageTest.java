package dev.hawser.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawser.close.LinkFacts;
import dev.hawser.close.MessageNote;
import dev.hawser.close.OwnSide;
import dev.hawser.close.SampleEndings;
import dev.hawser.close.Traffic;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LastMessageTest {
  @Test
  void theLastAndByFarLargestOneMayHaveBeenTooBig() {
    assertThat(LastMessage.tooBig(traffic(out(100, 9_000), out(70_000, 1_000))))
        .containsExactly(clue(Cause.MESSAGE_TOO_BIG, 70_000));
    assertThat(LastMessage.tooBig(traffic(out(100, 9_000), out(70_000, 1_001)))).isEmpty();
  }

  @Test
  void aSmallOneIsOverNoLimit() {
    assertThat(LastMessage.tooBig(traffic(out(4_096, 0)))).hasSize(1);
    assertThat(LastMessage.tooBig(traffic(out(4_095, 0)))).isEmpty();
    assertThat(LastMessage.tooBig(traffic())).isEmpty();
  }

  @Test
  void oneLikeThoseBeforeItIsOverNoLimit() {
    assertThat(LastMessage.tooBig(traffic(out(5_000, 9), out(10_001, 0)))).hasSize(1);
    assertThat(LastMessage.tooBig(traffic(out(5_000, 9), out(10_000, 0)))).isEmpty();
  }

  @Test
  void onlyMessagesOfThisSideCount() {
    assertThat(LastMessage.tooBig(traffic(in(90_000, 0)))).isEmpty();
    assertThat(LastMessage.tooBig(traffic(in(90_000, 9), out(5_000, 1), in(3, 0)))).hasSize(1);
  }

  @Test
  void theFirstLargeOneAfterWhichNothingCameMayHaveVanished() {
    assertThat(vanished(out(1_300, 40_000), out(1_301, 30_000)))
        .containsExactly(vanishing(Clue.STRONGER, 1_301));
    assertThat(vanished(out(1_301, 40_000), out(1_301, 30_000))).isEmpty();
    assertThat(vanished(out(1_300, 30_000))).isEmpty();
    assertThat(vanished(out(5_000, 33_000))).hasSize(1);
    assertThat(vanished()).isEmpty();
  }

  @Test
  void whatCameWithinASecondOfItWasUnderWayBefore() {
    assertThat(vanished(out(5_000, 34_000))).containsExactly(vanishing(Clue.STRONGER, 5_000));
    assertThat(vanished(out(5_000, 34_001))).isEmpty();
  }

  @Test
  void whereNoByteCameForLongBeforeItTheWayMayHaveBeenDeadAlready() {
    assertThat(vanished(out(5_000, 23_000))).containsExactly(vanishing(Clue.STRONGER, 5_000));
    assertThat(vanished(out(5_000, 22_999))).containsExactly(vanishing(Clue.STRONG, 5_000));
  }

  @Test
  void aLargeOneThatIsNotWrittenToTheEndCountsAsOneToo() {
    LinkFacts facts = SampleEndings.open().with(traffic(out(20, 40_000)));
    assertThat(LastMessage.vanished(facts.with(OwnSide.CALM.unwritten(1_301))))
        .containsExactly(
            new Clue(Cause.MTU_BLACKHOLE, Clue.Kind.TRAFFIC, Clue.STRONGER, Measure.NONE));
    assertThat(LastMessage.vanished(facts.with(OwnSide.CALM.unwritten(1_300)))).isEmpty();
    LinkFacts after = SampleEndings.open().with(traffic(out(5_000, 40_000)));
    assertThat(LastMessage.vanished(after.with(OwnSide.CALM.unwritten(9_000)))).isEmpty();
  }

  @Test
  void whereMoreMessagesPassedThanAreKeptNobodyKnowsTheFirst() {
    Duration silence = Duration.ofSeconds(30);
    Traffic more =
        new Traffic(0, 0, 1, 1, silence, silence, 0, 0, null, List.of(out(5_000, 30_000)));
    assertThat(LastMessage.vanished(SampleEndings.open().with(more))).isEmpty();
  }

  private static List<Clue> vanished(MessageNote... notes) {
    return LastMessage.vanished(SampleEndings.open().with(traffic(notes)));
  }

  private static Clue vanishing(int weight, long bytes) {
    return new Clue(Cause.MTU_BLACKHOLE, Clue.Kind.TRAFFIC, weight, Measure.bytes(bytes));
  }

  private static MessageNote out(long bytes, long millis) {
    return new MessageNote(true, true, bytes, Duration.ofMillis(millis));
  }

  private static MessageNote in(long bytes, long millis) {
    return new MessageNote(false, true, bytes, Duration.ofMillis(millis));
  }

  private static Clue clue(Cause cause, long bytes) {
    return new Clue(cause, Clue.Kind.TRAFFIC, Clue.STRONG, Measure.bytes(bytes));
  }

  /** Traffic of those messages, 33 s after the last byte. */
  static Traffic traffic(MessageNote... notes) {
    Duration silence = Duration.ofSeconds(33);
    long in = List.of(notes).stream().filter(note -> !note.outbound()).count();
    long out = notes.length - in;
    return new Traffic(0, 0, in, out, silence, silence, 0, 0, null, List.of(notes));
  }
}
