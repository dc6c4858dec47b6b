package dev.hawser.driver;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The cached pool of daemon threads that clients and servers share by default. */
public final class DefaultExecutor {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final ThreadPoolExecutor POOL =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          5,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          DefaultExecutor::thread);

  private DefaultExecutor() {}

  /** Returns the pool; its threads end after 5 s without work. */
  public static Executor shared() {
    return POOL;
  }

  /** Returns that executor; its tasks are {@link #named} for whom they are, unless it is nobody. */
  public static Executor bearing(String name, Executor executor) {
    return name.isEmpty() ? executor : task -> executor.execute(named(name, task));
  }

  /**
   * Returns the task; while it runs on a thread of this pool, that bears the name too, so that a
   * thread dump tells whose call it runs.
   */
  static Runnable named(String name, Runnable task) {
    if (name.isEmpty()) {
      return task;
    }
    return () -> {
      Thread running = Thread.currentThread();
      if (!(running instanceof Worker)) {
        task.run();
        return;
      }
      String before = running.getName();
      running.setName(before + " " + name);
      try {
        task.run();
      } finally {
        running.setName(before);
      }
    };
  }

  private static final class Worker extends Thread {
    Worker(Runnable task, String name) {
      super(task, name);
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Worker(task, "hawser-" + COUNT.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
