package dev.hawser.doctor.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** A TCP socket that keeps the first bytes received, whatever stands on top of it. */
final class TapSocket extends Socket {
  private static final int KEPT = 256;

  private final StringBuilder first = new StringBuilder();

  /** Returns the first bytes received, one character each. */
  String first() {
    synchronized (first) {
      return first.toString();
    }
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
        int read = in.read(bytes, from, count);
        if (read > 0) {
          keep(bytes, from, read);
        }
        return read;
      }
    };
  }
}
