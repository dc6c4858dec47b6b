package dev.hawser.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Random and broken frames from a seed. A longer run: {@code mvn -q -pl core -am test
 * -Dtest=FrameFuzzTest -Dsurefire.failIfNoSpecifiedTests=false -Dhawser.fuzz.frames=10000000}.
 */
class FrameFuzzTest {
  private static final long FRAMES = Long.getLong("hawser.fuzz.frames", 200_000);
  private static final long SEED = Long.getLong("hawser.fuzz.seed", 6455);

  @Test
  void readsRandomAndBrokenFramesAsThePlainReaderDoesHoweverTheyAreCut() {
    FrameFuzzer fuzzer = new FrameFuzzer(SEED);

    fuzzer.run(FRAMES);

    if (FRAMES > 1_000_000) {
      System.out.printf(
          "seed %d: %,d frames in %,d streams, %,d of them broken;"
              + " at most %,d bytes allocated beyond eight times a stream's length%n",
          SEED, fuzzer.frames(), fuzzer.streams(), fuzzer.violations(), fuzzer.worstAllocation());
    }
    assertThat(fuzzer.frames()).isGreaterThanOrEqualTo(FRAMES);
    assertThat(fuzzer.violations()).isBetween(fuzzer.streams() / 10, fuzzer.streams() * 9 / 10);
    assertThat(fuzzer.worstAllocation()).isLessThan(64 * 1024);
  }
}
