package dev.hawser.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one link of a place makes another do. */
class NeighboursTest {
  private final ByteRig source = ByteRig.client();
  private final ByteRig target = ByteRig.besides(source);

  private void onText(Runnable task) {
    source.listener.then = what -> task.run();
    source.credit(10);
  }

  private void read(String... texts) {
    source.thread.inside(
        () -> {
          for (int i = 0; i < texts.length; i++) {
            source.door.bytes(source.text(texts[i]), i == texts.length - 1);
          }
        });
  }

  @Test
  void whatAReadPassesOnLeavesAtItsEndWithoutTheThreadsQueue() {
    onText(() -> target.send("passed on"));
    read("a");
    assertThat(target.frames()).containsExactly("TEXT passed on");
    assertThat(target.results).containsExactly("passed on WRITTEN");
    assertThat(source.thread.waiting()).isZero();
  }

  @Test
  void whatOneReadPassesOnSharesAFlush() {
    onText(() -> target.send("one").send("more"));
    int before = target.wire.flushes;
    read("a");
    assertThat(target.frames()).containsExactly("TEXT one", "TEXT more");
    assertThat(target.wire.flushes).isEqualTo(before + 1);
  }

  @Test
  void nothingLeavesBeforeTheCallbackReturns() {
    List<String> during = new ArrayList<>();
    onText(
        () -> {
          target.send("passed on");
          during.addAll(target.frames());
        });
    read("a");
    assertThat(during).isEmpty();
    assertThat(target.frames()).hasSize(1);
  }

  @Test
  void outsideATurnTheThreadsQueueIsTheWay() {
    source.thread.inside(() -> target.send("by itself"));
    assertThat(target.frames()).isEmpty();
    assertThat(source.thread.waiting()).isEqualTo(1);
    source.run();
    assertThat(target.frames()).containsExactly("TEXT by itself");
  }

  @Test
  void anotherThreadUsesTheQueueAlsoWhileATurnGoesOn() {
    onText(() -> source.thread.outside(() -> target.send("from elsewhere")));
    read("a");
    assertThat(target.frames()).isEmpty();
    source.run();
    assertThat(target.frames()).containsExactly("TEXT from elsewhere");
  }

  @Test
  void aTurnThatIsAskedForAlreadyIsNotAskedForTwice() {
    onText(() -> target.send("second"));
    source.thread.inside(() -> target.send("first"));
    read("a");
    assertThat(source.thread.waiting()).isEqualTo(1);
    source.run();
    assertThat(target.frames()).containsExactly("TEXT first", "TEXT second");
  }

  @Test
  void whatANeighbourLeadsToComesBehindOtherWork() {
    ByteRig third = ByteRig.besides(source);
    onText(() -> target.link().sendText("one", result -> third.send("two")));
    source.run();
    read("a");
    assertThat(target.frames()).containsExactly("TEXT one");
    assertThat(third.frames()).isEmpty();
    source.run();
    assertThat(third.frames()).containsExactly("TEXT two");
  }

  @Test
  void aNeighbourThatFailsKeepsNoOtherFromItsTurn() {
    ByteRig third = ByteRig.besides(source);
    target.wire.written =
        count -> {
          throw new IllegalStateException("broken wire");
        };
    onText(
        () -> {
          target.send("lost");
          third.send("kept");
        });
    assertThatThrownBy(() -> read("a")).hasMessage("broken wire");
    source.run();
    assertThat(third.frames()).containsExactly("TEXT kept");
    onText(() -> third.send("again"));
    read("b");
    assertThat(third.frames()).containsExactly("TEXT kept", "TEXT again");
  }
}
