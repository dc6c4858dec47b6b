package dev.hawser.doctor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PaceTest {
  private final AtomicLong clock = new AtomicLong(5_000_000_000L);
  private final Pace pace = Pace.counted(clock::get);

  private void passes(long nanos) {
    clock.addAndGet(nanos);
  }

  @Test
  void timeInWhichSomebodyLooksCountsInFull() {
    long begun = pace.now();
    for (int i = 0; i < 100; i++) {
      passes(Pace.TICK);
      pace.tick();
    }
    assertThat(pace.now() - begun).isEqualTo(100 * Pace.TICK);
  }

  @Test
  void aLookThatComesTwiceAsLateStillCountsInFull() {
    long begun = pace.now();
    passes(Pace.MOST);
    pace.tick();
    assertThat(pace.now() - begun).isEqualTo(Pace.MOST);
  }

  @Test
  void aStallCountsAsOneLateLookOnly() {
    long begun = pace.now();
    passes(60_000_000_000L);
    assertThat(pace.now() - begun).isEqualTo(Pace.MOST);
    pace.tick();
    assertThat(pace.now() - begun).isEqualTo(Pace.MOST);
    passes(3);
    assertThat(pace.now() - begun).isEqualTo(Pace.MOST + 3);
  }

  @Test
  void betweenTwoLooksTimeGoesOn() {
    long begun = pace.now();
    passes(7);
    assertThat(pace.now() - begun).isEqualTo(7);
    passes(5);
    pace.tick();
    assertThat(pace.now() - begun).isEqualTo(12);
  }

  @Test
  void goesOnByItselfUntilItIsClosed() throws InterruptedException {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    Pace real = Pace.start(executor);
    long target = real.now() + 3 * Pace.MOST;
    while (real.now() < target) {
      LockSupport.parkNanos(Pace.TICK);
    }
    real.close();
    executor.shutdown();
    assertThat(executor.awaitTermination(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
  }
}
