package dev.hawser.gateway;

import dev.hawser.time.TimerNode;
import dev.hawser.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The clock of a gateway that is to fail: it throws once when it is told to, wherever the gateway
 * looks at it then. The links have the clock behind it, which does not.
 */
final class FailingClock implements Timers {
  private final Timers behind;
  private final AtomicInteger readings = new AtomicInteger(-1);
  private final AtomicInteger armings = new AtomicInteger();

  FailingClock(Timers behind) {
    this.behind = behind;
  }

  /** Fails when the gateway looks at it the next time. */
  void fail() {
    failAfter(0);
  }

  /** Fails once, when the gateway looks at it after so many times more. */
  void failAfter(int more) {
    readings.set(more);
  }

  /** Tells whether it failed since it was told to. */
  boolean failed() {
    return readings.get() < 0;
  }

  /** Returns how many deadlines the gateway has set. */
  int armings() {
    return armings.get();
  }

  @Override
  public long nanos() {
    if (readings.getAndUpdate(left -> Math.max(-1, left - 1)) == 0) {
      throw new IllegalStateException("the clock failed, as it was told to");
    }
    return behind.nanos();
  }

  @Override
  public Instant wall() {
    return behind.wall();
  }

  @Override
  public Duration asleep() {
    return behind.asleep();
  }

  @Override
  public void arm(TimerNode node, long deadline) {
    armings.incrementAndGet();
    behind.arm(node, deadline);
  }

  @Override
  public void disarm(TimerNode node) {
    behind.disarm(node);
  }
}
