package dev.hawser.cli.front;

import dev.hawser.gateway.Counters;
import java.io.PrintStream;

/** One line of a terminal that shows counters, with lines of the log above it. Thread-safe. */
public final class LiveLine {
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream to;
  private final boolean terminal;
  private String shown = "";

  /**
   * Writes to that stream.
   *
   * @param terminal whether a line can be drawn anew there; if not, counters are not shown
   */
  public LiveLine(PrintStream to, boolean terminal) {
    this.to = to;
    this.terminal = terminal;
  }

  /** Writes a line of the log. */
  public synchronized void line(String text) {
    if (terminal) {
      to.print(CLEAR);
    }
    to.println(text);
    if (terminal) {
      to.print(shown);
      to.flush();
    }
  }

  /** Shows the counters in place of those before. */
  public synchronized void show(Counters now) {
    if (terminal) {
      shown = words(now);
      to.print(CLEAR + shown);
      to.flush();
    }
  }

  static String words(Counters now) {
    return now.sessions()
        + " open, "
        + now.handshakes()
        + " opening, "
        + now.queuedBytes() / 1024
        + " KiB queued, "
        + now.served()
        + " served, "
        + now.refused()
        + " refused";
  }
}
