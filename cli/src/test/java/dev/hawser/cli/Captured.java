package dev.hawser.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A console whose output a test can read, while the run goes on too. */
public final class Captured {
  private final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
  private final InputStream in;

  public Captured(InputStream in) {
    this.in = in;
  }

  public static Captured withInput(String text) {
    return new Captured(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  Console console() {
    return console(100);
  }

  Console console(int columns) {
    Paint plain = new Paint(false, columns);
    return new Console(
        in,
        new PrintStream(outBytes, true, StandardCharsets.UTF_8),
        new PrintStream(errBytes, true, StandardCharsets.UTF_8),
        plain,
        plain,
        false);
  }

  public int run(String... args) {
    return Hawser.run(console(), args);
  }

  public String out() {
    return outBytes.toString(StandardCharsets.UTF_8);
  }

  public List<String> outLines() {
    return out().lines().toList();
  }

  public String err() {
    return errBytes.toString(StandardCharsets.UTF_8);
  }
}
