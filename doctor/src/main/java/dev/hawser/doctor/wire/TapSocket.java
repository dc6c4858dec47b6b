package dev.hawser.doctor.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * A TCP socket that keeps the first bytes received, whatever stands on top of it, and waits by the
 * time of the examination.
 */
final class TapSocket extends Socket {
  private static final int KEPT = 256;

  private final Pace pace;
  private final StringBuilder first = new StringBuilder();
  private volatile long deadline;

  TapSocket(Pace pace) {
    this.pace = pace;
  }

  /** Returns the first bytes received, one character each. */
  String first() {
    synchronized (first) {
      return first.toString();
    }
  }

  /** Sets the moment after which a read throws {@link SocketTimeoutException}. */
  void until(long moment) {
    deadline = moment;
  }

  private void keep(byte[] bytes, int from, int count) {
    synchronized (first) {
      for (int i = from; i < from + count && first.length() < KEPT; i++) {
        first.append((char) (bytes[i] & 0xFF));
      }
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int from, int count) throws IOException {
        int read = patiently(bytes, from, count);
        if (read > 0) {
          keep(bytes, from, read);
        }
        return read;
      }

      private int patiently(byte[] bytes, int from, int count) throws IOException {
        while (true) {
          long left = TimeUnit.NANOSECONDS.toMillis(deadline - pace.now());
          try {
            setSoTimeout((int) Math.max(1, Math.min(left, Integer.MAX_VALUE)));
            return in.read(bytes, from, count);
          } catch (SocketTimeoutException e) {
            if (pace.now() - deadline >= 0) {
              throw e;
            }
          }
        }
      }
    };
  }
}
