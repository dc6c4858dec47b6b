package dev.hawser.driver;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LinkCallTest {
  private static void mayWaitFor(Object of) {
    LinkCall.mayWait("it", of::equals);
  }

  @Test
  void outsideOfCallbacksEverythingMayWait() {
    assertThatCode(
            () -> {
              LinkCall.mayBlock("it");
              LinkCall.mayWaitForRoom();
              mayWaitFor("a");
            })
        .doesNotThrowAnyException();
  }

  @Test
  void onALinksThreadNothingMayWait() {
    LinkCall.run(
        true,
        "a",
        () -> {
          assertThatThrownBy(() -> LinkCall.mayBlock("it")).hasMessageContaining("link's thread");
          assertThatThrownBy(() -> mayWaitFor("b")).hasMessageContaining("link's thread");
          assertThatThrownBy(LinkCall::mayWaitForRoom).hasMessageContaining("outbox is full");
        });
    LinkCall.mayBlock("it");
  }

  @Test
  void elsewhereACallbackMustNotWaitForItself() {
    LinkCall.marked(
            "a",
            () -> {
              LinkCall.mayBlock("it");
              mayWaitFor("b");
              assertThatThrownBy(() -> mayWaitFor("a"))
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessage(
                      "it waits for what comes only behind this callback: use a thread of your"
                          + " own");
              assertThatThrownBy(LinkCall::mayWaitForRoom).hasMessageContaining("outbox is full");
            })
        .run();
    mayWaitFor("a");
    LinkCall.mayWaitForRoom();
  }

  @Test
  void callsWithinCallsAreKnownAtAnyDepthUntilTheyAreOver() {
    nested(0);
    for (int depth = 0; depth < 9; depth++) {
      mayWaitFor(depth);
    }
  }

  private static void nested(int depth) {
    if (depth < 9) {
      LinkCall.run(false, depth, () -> nested(depth + 1));
      mayWaitFor(depth);
    } else {
      for (int outer = 0; outer < 9; outer++) {
        Integer of = outer;
        assertThatThrownBy(() -> mayWaitFor(of)).hasMessageContaining("behind this callback");
      }
      mayWaitFor(depth);
    }
  }
}
