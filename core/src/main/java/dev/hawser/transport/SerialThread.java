package dev.hawser.transport;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A link thread made of any executor: tasks run one at a time and in order, on whatever thread the
 * executor gives.
 *
 * <p>Owns no thread. A task that throws does not keep the next from running; what it threw goes to
 * the running thread's uncaught exception handler.
 */
public final class SerialThread implements LinkThread {
  private final Executor executor;
  private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile @Nullable Thread runner;

  /** Makes one of that executor; what it refuses is run by the caller, so that nothing is lost. */
  public SerialThread(Executor executor) {
    this.executor = executor;
  }

  @Override
  public boolean current() {
    return runner == Thread.currentThread();
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (waiting.getAndIncrement() == 0) {
      try {
        executor.execute(this::run);
      } catch (RejectedExecutionException e) {
        run();
      }
    }
  }

  private void run() {
    do {
      Runnable task = tasks.poll();
      if (task == null) {
        throw new IllegalStateException("a counted task is not in the queue");
      }
      runner = Thread.currentThread();
      try {
        task.run();
      } catch (RuntimeException | Error thrown) {
        Thread running = Thread.currentThread();
        running.getUncaughtExceptionHandler().uncaughtException(running, thrown);
      } finally {
        runner = null;
      }
    } while (waiting.decrementAndGet() > 0);
  }
}
