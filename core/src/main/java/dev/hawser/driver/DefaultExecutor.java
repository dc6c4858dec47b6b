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

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "hawser-" + COUNT.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
