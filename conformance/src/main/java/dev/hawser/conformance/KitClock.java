package dev.hawser.conformance;

import dev.hawser.testing.VirtualTime;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The kit's virtual time, with a thread on which a deadline fires that was armed in the past. */
final class KitClock {
  private final VirtualTime time = new VirtualTime();
  private final Thread ticker = new Thread(this::tick, "conformance-ticker");
  private volatile boolean over;

  KitClock() {
    ticker.setDaemon(true);
  }

  VirtualTime time() {
    return time;
  }

  void start() {
    ticker.start();
  }

  /** Moves the clock on; deadlines that become due fire before this returns. */
  synchronized void advance(Duration by) {
    time.advance(by);
  }

  void stop() {
    over = true;
  }

  private void tick() {
    while (!over) {
      advance(Duration.ZERO);
      LockSupport.parkNanos(2_000_000);
    }
  }
}
