package dev.hawser.transport.tyrus;

import dev.hawser.transport.LinkThread;
import dev.hawser.transport.SerialThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One thread that waits for many sockets and is the thread of their links.
 *
 * <p>Tasks run in the order of their submission, before the sockets' turns. What is submitted after
 * the loop has stopped, such as telling a caller that its message was not written, runs on the
 * executor it was given, still one at a time.
 */
final class Loop implements LinkThread, Runnable {
  private static final int READ_BUFFER = 64 * 1024;

  private final Selector selector;
  private final Thread thread;
  private final SerialThread after;
  private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BUFFER);
  private boolean stopping;
  private volatile boolean stopped;

  /** What waits for a channel; every method is called on the loop. */
  interface Waiting {
    /** The channel is ready for what was asked for. */
    void ready(SelectionKey key);

    /** The loop stops. */
    void abandoned();
  }

  private Loop(Selector selector, String name, Executor after) {
    this.selector = selector;
    this.after = new SerialThread(after);
    this.thread = new Thread(this, name);
    thread.setDaemon(true);
  }

  /** Starts a loop on a daemon thread of that name. */
  static Loop start(String name, Executor after) {
    try {
      Loop loop = new Loop(Selector.open(), name, after);
      loop.thread.start();
      return loop;
    } catch (IOException noSelector) {
      throw new UncheckedIOException(noSelector);
    }
  }

  @Override
  public boolean current() {
    return (Thread.currentThread() == thread && !stopped) || after.current();
  }

  /** Tells whether the caller runs on the loop's own thread, stopped or not. */
  boolean owns(Thread caller) {
    return caller == thread;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (stopped) {
      after.execute(this::runTasks);
    } else if (Thread.currentThread() != thread && woken.compareAndSet(false, true)) {
      selector.wakeup();
    }
  }

  /** Returns the one buffer for what is read in a turn, empty; it is valid during that turn. */
  ByteBuffer buffer() {
    return buffer.clear();
  }

  /** Has someone wait for a channel; on the loop. */
  SelectionKey register(SelectableChannel channel, int operations, Waiting waiting)
      throws ClosedChannelException {
    return channel.register(selector, operations, waiting);
  }

  @Override
  public void run() {
    while (!stopping) {
      try {
        if (tasks.isEmpty()) {
          selector.select();
        } else {
          selector.selectNow();
        }
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
      woken.set(false);
      // First what was submitted before the sockets were looked at: a deadline, before a byte that
      // came after it.
      runTasks();
      for (SelectionKey key : selector.selectedKeys()) {
        if (key.isValid()) {
          guarded(() -> ((Waiting) key.attachment()).ready(key));
        }
      }
      selector.selectedKeys().clear();
    }
    end();
  }

  /** A task that throws does not take the other links with it. */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error thrown) {
      Thread running = Thread.currentThread();
      running.getUncaughtExceptionHandler().uncaughtException(running, thrown);
    }
  }

  /** Runs what waits now; what is submitted meanwhile waits for the next turn. */
  private void runTasks() {
    int count = tasks.size();
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      guarded(task);
      if (--count <= 0 && !stopped) {
        return;
      }
    }
  }

  private void end() {
    List<Waiting> left = new ArrayList<>();
    for (SelectionKey key : selector.keys()) {
      left.add((Waiting) key.attachment());
    }
    left.forEach(waiting -> guarded(waiting::abandoned));
    try {
      selector.close();
    } catch (IOException nothingLeft) {
      throw new UncheckedIOException(nothingLeft);
    } finally {
      stopped = true;
      after.execute(this::runTasks);
    }
  }

  /** Stops behind the tasks submitted so far. */
  void stop() {
    execute(() -> stopping = true);
  }

  /** Waits until the thread has ended, at most that long. */
  void await(long seconds) {
    try {
      thread.join(TimeUnit.SECONDS.toMillis(seconds));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
