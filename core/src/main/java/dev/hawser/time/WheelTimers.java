package dev.hawser.time;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The process's clock with a timer wheel and at most one daemon thread.
 *
 * <p>Thread-safe. A node fires at its deadline or up to about two ticks of 10 ms later, together
 * with its neighbours, so that a wake-up serves many. The thread sleeps until the next occupied
 * slot, a second at most, and holds the wall clock against the monotonic one then; it starts with
 * the first deadline and ends when none has been armed for a second.
 */
public final class WheelTimers implements Timers {
  private static final long TICK = Duration.ofMillis(10).toNanos();
  private static final long LINGER = Duration.ofSeconds(1).toNanos();
  private static final long LOOK = Duration.ofSeconds(1).toNanos();
  private static final WheelTimers SHARED = new WheelTimers();

  private final Supplier<Instant> wall;
  private final Object lock = new Object();
  private final Wheel wheel = new Wheel(System.nanoTime(), TICK);
  private @Nullable Thread thread;
  private long wakesAt;

  /** Makes timers with a wheel and a thread of their own. */
  public WheelTimers() {
    this(Instant::now);
  }

  WheelTimers(Supplier<Instant> wall) {
    this.wall = wall;
  }

  /** Returns the timers that the whole process shares. */
  public static WheelTimers shared() {
    return SHARED;
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Instant wall() {
    return wall.get();
  }

  @Override
  public void arm(TimerNode node, long deadline) {
    synchronized (lock) {
      wheel.arm(node, deadline, System.nanoTime());
      if (thread == null) {
        wakesAt = deadline;
        Thread fresh = new Thread(this::run, "hawser-timers");
        fresh.setDaemon(true);
        thread = fresh;
        fresh.start();
      } else if (deadline - wakesAt < 0) {
        wakesAt = deadline;
        LockSupport.unpark(thread);
      }
    }
  }

  @Override
  public void disarm(TimerNode node) {
    synchronized (lock) {
      wheel.disarm(node);
    }
  }

  /** Tells whether the thread runs at present. */
  boolean running() {
    synchronized (lock) {
      return thread != null;
    }
  }

  private void run() {
    long idleSince = System.nanoTime();
    Clocks clocks = new Clocks(idleSince, wall());
    while (true) {
      List<TimerNode> told = List.of();
      TimerNode due;
      long wait;
      synchronized (lock) {
        long now = System.nanoTime();
        due = wheel.poll(now);
        if (due != null || wheel.armed() > 0) {
          idleSince = now;
        }
        long next = wheel.armed() > 0 ? wheel.nextDue() : idleSince + LINGER;
        wait = Math.min(next - now, LOOK);
        wakesAt = now + wait;
        if (clocks.since(now) >= LOOK && clocks.jumped(now, wall())) {
          told = wheel.nodes();
        }
        if (due == null && wheel.armed() == 0 && wait <= 0) {
          thread = null;
          return;
        }
      }
      told.forEach(node -> guarded(node::jump));
      if (due == null) {
        LockSupport.parkNanos(this, wait);
      } else {
        guarded(due::expire);
      }
    }
  }

  private static void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error thrown) {
      Thread running = Thread.currentThread();
      running.getUncaughtExceptionHandler().uncaughtException(running, thrown);
    }
  }
}
