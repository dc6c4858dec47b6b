package dev.hawser.gateway;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Writes lines on a thread of its own, in order, so that a log that is slow to take them holds up
 * no link. Thread-safe.
 *
 * <p>A bounded number of lines waits; those beyond it are lost and counted, and the next line that
 * is written is preceded by one that says how many. The thread ends when it has nothing to do.
 */
final class Scribe implements Consumer<String> {
  /** The lines that may wait. */
  static final int ROOM = 4096;

  /** What a peer might slip in to end a line or to command a terminal. */
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");

  private final Consumer<String> to;
  private final AtomicLong lost = new AtomicLong();
  private final ThreadPoolExecutor writer =
      new ThreadPoolExecutor(
          1, 1, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(ROOM), Scribe::thread);
  private long told;

  Scribe(Consumer<String> to) {
    this.to = to;
    writer.allowCoreThreadTimeOut(true);
    writer.setRejectedExecutionHandler((line, full) -> lost.incrementAndGet());
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "hawser-gateway-lines");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void accept(String line) {
    writer.execute(() -> write(line));
  }

  private void write(String line) {
    long now = lost.get();
    if (now > told) {
      to.accept("lines lost=" + (now - told));
      told = now;
    }
    to.accept(CONTROLS.matcher(line).replaceAll("?"));
  }

  /** Runs that when the lines before it are written; at once where too many wait. */
  void behind(Runnable then) {
    if (writer.getQueue().remainingCapacity() == 0) {
      then.run();
    } else {
      writer.execute(then);
    }
  }

  /** Returns the lines that were lost. */
  long lost() {
    return lost.get();
  }
}
