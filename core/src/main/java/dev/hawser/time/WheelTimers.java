package dev.hawser.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
  private final Clocks clocks;
  private @Nullable Thread thread;
  private long wakesAt;

  /** What the armed nodes are being told of a sleep, zero for nothing; guarded by the lock. */
  private Duration telling = Duration.ZERO;

  /** Makes timers with a wheel and a thread of their own. */
  public WheelTimers() {
    this(Instant::now);
  }

  WheelTimers(Supplier<Instant> wall) {
    this.wall = wall;
    clocks = new Clocks(System.nanoTime(), wall.get());
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
        clocks.look(System.nanoTime(), wall());
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

  @Override
  public Duration asleep() {
    synchronized (lock) {
      Duration asleep = thread == null ? null : clocks.asleep(System.nanoTime(), wall());
      return asleep == null ? telling : asleep;
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
        if (clocks.since(now) >= LOOK) {
          told = look(now, due);
        }
        if (due == null && wheel.armed() == 0 && wait <= 0) {
          thread = null;
          return;
        }
      }
      if (!told.isEmpty()) {
        tell(told);
      }
      if (due == null) {
        LockSupport.parkNanos(this, wait);
      } else {
        guarded(due::expire);
      }
    }
  }

  /** Compares the clocks, under the lock; returns whom to tell that they jumped. */
  private List<TimerNode> look(long now, @Nullable TimerNode due) {
    Instant then = wall();
    Duration asleep = clocks.asleep(now, then);
    clocks.look(now, then);
    if (asleep == null) {
      return List.of();
    }
    telling = asleep;
    List<TimerNode> told = new ArrayList<>(wheel.nodes());
    if (due != null) {
      told.add(due); // it has left the wheel already
    }
    return told;
  }

  private void tell(List<TimerNode> told) {
    Duration asleep;
    synchronized (lock) {
      asleep = telling;
    }
    told.forEach(node -> guarded(() -> node.jump(asleep)));
    synchronized (lock) {
      telling = Duration.ZERO;
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
