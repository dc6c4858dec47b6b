package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScratchTest {
  private final Scratch scratch = new Scratch();

  @Test
  void holdsNothingBeforeItIsUsed() {
    assertThat(scratch.atLeast(0)).isEmpty();
  }

  @Test
  void growsByPowersOfTwoFromOneKibibyte() {
    assertThat(scratch.atLeast(1)).hasSize(1024);
    assertThat(scratch.atLeast(1024)).hasSize(1024);
    assertThat(scratch.atLeast(1025)).hasSize(2048);
    assertThat(scratch.atLeast(5000)).hasSize(8192);
  }

  @Test
  void givesTheSameMemoryAgain() {
    byte[] first = scratch.atLeast(3000);
    assertThat(scratch.atLeast(10)).isSameAs(first);
    assertThat(scratch.atLeast(4096)).isSameAs(first);
  }

  @Test
  void keepsNoMoreThan64KiB() {
    byte[] kept = scratch.atLeast(65_536);
    assertThat(kept).hasSize(65_536);
    assertThat(scratch.atLeast(65_537)).hasSize(65_537).isNotSameAs(scratch.atLeast(65_537));
    assertThat(scratch.atLeast(65_536)).isSameAs(kept);
  }
}
