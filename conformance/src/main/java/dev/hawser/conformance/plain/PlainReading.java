package dev.hawser.conformance.plain;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * The reading side of a line: a chunk at a time, the next one when the link's thread has taken the
 * last, none while the link pauses it.
 */
final class PlainReading {
  private static final int CHUNK = 16 * 1024;

  private final PlainLine line;
  private final Semaphore taken = new Semaphore(0);
  private final Object gate = new Object();
  private boolean on = true;

  PlainReading(PlainLine line) {
    this.line = line;
  }

  /** Goes on, or stops before the next chunk; from any thread. */
  void go(boolean further) {
    synchronized (gate) {
      on = further;
      gate.notifyAll();
    }
  }

  private void awaitLeave() {
    synchronized (gate) {
      while (!on && !line.dropped()) {
        try {
          gate.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  /** Reads until the end and tells the line; returns when there is nothing more to read. */
  void run(InputStream in) {
    byte[] chunk = new byte[CHUNK];
    try {
      while (!line.dropped()) {
        awaitLeave();
        int read = in.read(chunk);
        if (read < 0) {
          line.cameToAnEnd();
          return;
        }
        line.came(Arrays.copyOf(chunk, read));
        line.thread().execute(taken::release);
        taken.acquireUninterruptibly();
      }
    } catch (IOException lost) {
      line.fail(lost);
    } catch (RejectedExecutionException closing) {
      line.drop();
    }
  }
}
