package dev.hawser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs each task on a thread of its own, where it may wait; the thread that made this goes on when
 * the task is done or waits.
 */
final class Aside implements Executor {
  private final Thread player = Thread.currentThread();
  private final ConcurrentLinkedQueue<Thread> threads = new ConcurrentLinkedQueue<>();
  private final Consumer<Throwable> uncaught;

  Aside(Consumer<Throwable> uncaught) {
    this.uncaught = uncaught;
  }

  @Override
  public void execute(Runnable task) {
    Thread thread = new Thread(task, "aside");
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((t, thrown) -> uncaught.accept(thrown));
    threads.add(thread);
    thread.start();
    if (Thread.currentThread() == player) {
      settle();
    }
  }

  /** Goes on when no thread runs: each is done, or waits to be woken. */
  void settle() {
    long deadline = deadline();
    for (Thread running = busy(false); running != null; running = busy(false)) {
      assertThat(System.nanoTime() - deadline).as("%s goes on", stack(running)).isNegative();
      LockSupport.parkNanos(20_000);
    }
  }

  /** Goes on when every thread is done, doing that in between. */
  void finish(Runnable between) {
    long deadline = deadline();
    for (Thread left = busy(true); left != null; left = busy(true)) {
      assertThat(System.nanoTime() - deadline).as("stuck: %s", stack(left)).isNegative();
      between.run();
      LockSupport.parkNanos(100_000);
    }
  }

  /** Returns a thread that runs, or one that is not done at all, null where there is none. */
  private @Nullable Thread busy(boolean orWaits) {
    boolean gone;
    do { // one that is done may have started another
      gone = threads.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
    } while (gone);
    for (Thread thread : threads) {
      if (orWaits || thread.getState() != Thread.State.WAITING) {
        return thread;
      }
    }
    return null;
  }

  private static long deadline() {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
  }

  private static Object stack(Thread thread) {
    return new Object() {
      @Override
      public String toString() {
        List<Object> lines = new ArrayList<>(List.of(thread.getState()));
        lines.addAll(List.of(thread.getStackTrace()));
        return lines.toString();
      }
    };
  }
}
