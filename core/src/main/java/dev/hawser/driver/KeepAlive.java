package dev.hawser.driver;

import org.jspecify.annotations.Nullable;

/** One thread that keeps the JVM from exiting while a connection or a server lives. */
public final class KeepAlive {
  private static final Object LOCK = new Object();
  private static int holders;
  private static @Nullable Thread thread;

  private KeepAlive() {}

  /** Begins to hold; once per connection or server. */
  public static void hold() {
    synchronized (LOCK) {
      holders++;
      if (thread == null) {
        Thread fresh = new Thread(KeepAlive::run, "hawser-keep-alive");
        thread = fresh;
        fresh.start();
      }
    }
  }

  /** Lets go; once per {@link #hold}. */
  public static void release() {
    synchronized (LOCK) {
      holders--;
      LOCK.notifyAll();
    }
  }

  private static void run() {
    synchronized (LOCK) {
      while (holders > 0) {
        try {
          LOCK.wait();
        } catch (InterruptedException e) {
          // Whoever interrupts this thread cannot know why it is there; its holders do.
        }
      }
      thread = null;
    }
  }
}
