package dev.hawser.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The three streams of one run, text in UTF-8, and how text is shown on the two that are written.
 *
 * @param in what is typed or piped in
 * @param out where results go
 * @param err where everything about the run goes
 * @param onOut how text is shown on {@code out}
 * @param onErr how text is shown on {@code err}
 * @param errTerminal whether somebody may be watching {@code err}
 */
public record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Paint onOut,
    Paint onErr,
    boolean errTerminal) {
  private static final int PLAIN_COLUMNS = 100;

  /**
   * Returns the process's streams.
   *
   * <p>Whether they are terminals is told by the launcher through system properties. {@code
   * NO_COLOR} switches colours off.
   */
  public static Console ofProcess() {
    boolean colour = System.getenv("NO_COLOR") == null;
    boolean terminal = "terminal".equals(System.getProperty("hawser.stdout"));
    int told = Integer.getInteger("hawser.columns", PLAIN_COLUMNS);
    int columns = told > 0 ? told : PLAIN_COLUMNS; // a terminal that knows no size says 0
    boolean errTerminal = "terminal".equals(System.getProperty("hawser.stderr"));
    return new Console(
        new FileInputStream(FileDescriptor.in),
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        new Paint(colour && terminal, columns),
        new Paint(colour && errTerminal, columns),
        errTerminal);
  }
}
