package dev.hawser.doctor.wire;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The time of an examination, in nanoseconds: the machine's, less that in which the machine did not
 * let the examination run.
 *
 * <p>What a peer owes within two seconds it owes within two seconds in which somebody could look.
 * On a machine that stalls, or runs this process for a part of the time only, that is later than
 * two seconds by the clock. How long something took is told by the clock all the same. Thread-safe.
 */
public final class Pace implements AutoCloseable {
  /** How often it is looked whether this process runs. */
  static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);

  /** The most that counts between two looks. */
  static final long MOST = 2 * TICK;

  private record Count(long counted, long at) {}

  private final LongSupplier clock;
  private volatile Count count;
  private volatile boolean over;

  private Pace(LongSupplier clock) {
    this.clock = clock;
    this.count = new Count(0, clock.getAsLong());
  }

  /** Returns one that counts by that clock and looks when it is told to: for tests. */
  public static Pace counted(LongSupplier clock) {
    return new Pace(clock);
  }

  /** Begins to count, on a thread of that executor until it is closed. */
  public static Pace start(ExecutorService executor) {
    Pace pace = new Pace(System::nanoTime);
    executor.execute(
        () -> {
          while (!pace.over) {
            LockSupport.parkNanos(TICK);
            pace.tick();
          }
        });
    return pace;
  }

  /** Takes in what passed since the last look; for one thread. */
  public void tick() {
    long at = clock.getAsLong();
    Count last = count;
    count = new Count(last.counted + Math.min(at - last.at, MOST), at);
  }

  /** Returns the moment; only differences mean something. */
  public long now() {
    Count last = count;
    return last.counted + Math.min(clock.getAsLong() - last.at, MOST);
  }

  /** Stops counting. */
  @Override
  public void close() {
    over = true;
  }
}
