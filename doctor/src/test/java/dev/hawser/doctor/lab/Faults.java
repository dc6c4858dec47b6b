package dev.hawser.doctor.lab;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Faults that several cases share. */
final class Faults {
  private Faults() {}

  /** Nothing wrong: echoes, answers Pings and Closes, tells a plain request to upgrade. */
  static void healthy(Conn conn) throws IOException {
    conn.request();
    if (!conn.asksForUpgrade()) {
      conn.answer("426 Upgrade Required\r\nConnection: close", "Upgrade Required");
      return;
    }
    conn.upgrade();
    conn.serve();
  }

  /** The same answer to every request. */
  static RawFaultServer.Fault always(String statusAndHeaders, String body) {
    return conn -> {
      conn.request();
      conn.answer(statusAndHeaders, body);
    };
  }

  /** Upgrades, then this. */
  static RawFaultServer.Fault opened(RawFaultServer.Fault then) {
    return conn -> {
      conn.request();
      if (!conn.asksForUpgrade()) {
        conn.answer("426 Upgrade Required", "Upgrade Required");
        return;
      }
      conn.upgrade();
      then.serve(conn);
    };
  }

  /** What re-arms an idle timer. */
  interface Counts {
    boolean counts(Conn.Got frame);
  }

  /** How a timer ends a connection. */
  interface End {
    void end(Conn conn) throws IOException;
  }

  /** Ends the connection after so long without a frame that counts. */
  static RawFaultServer.Fault idle(int millis, Counts counts, End end) {
    return opened(
        conn -> {
          long armed = System.nanoTime();
          while (true) {
            long left = millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - armed);
            if (left <= 0) {
              end.end(conn);
              return;
            }
            conn.socket.setSoTimeout((int) left);
            Conn.Got frame;
            try {
              frame = conn.frame();
            } catch (SocketTimeoutException e) {
              end.end(conn);
              return;
            }
            conn.socket.setSoTimeout(0);
            if (counts.counts(frame)) {
              armed = System.nanoTime();
            }
            if (!conn.answerAsUsual(frame)) {
              return;
            }
          }
        });
  }

  /** Lives so long, whatever happens. */
  static RawFaultServer.Fault lifetime(int millis, End end) {
    return idle(millis, frame -> false, end);
  }

  /** Blocks until the other side goes. */
  static void silence(Conn conn) throws IOException {
    conn.socket.setSoTimeout(0);
    while (conn.in().read() >= 0) {
      continue;
    }
  }

  /** Waits without reading. */
  static void pause(long millis) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }
}
