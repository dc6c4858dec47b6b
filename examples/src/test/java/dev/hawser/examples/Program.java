package dev.hawser.examples;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A main in a process of its own, with what a reader of the example would have around it. */
final class Program implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;
  private static final String END = "\u0000";

  private final String name;
  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> seen = new ArrayList<>();

  private Program(String name, Process process) {
    this.name = name;
    this.process = process;
    Thread reader = new Thread(this::read, "output of " + name);
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts it with every transport on its class path. */
  static Program start(Class<?> main, String... arguments) {
    return start(entry -> true, main, arguments);
  }

  /** Starts it with Netty as the only transport. */
  static Program startOnNettyAlone(Class<?> main, String... arguments) {
    return start(
        entry -> !entry.contains("transport-vertx") && !entry.contains("transport-tyrus"),
        main,
        arguments);
  }

  /** Starts {@code java} in that folder with exactly those words, arguments behind them. */
  static Program startIn(Path folder, List<String> words, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(words);
    command.addAll(List.of(arguments));
    return run(String.join(" ", words), new ProcessBuilder(command).directory(folder.toFile()));
  }

  private static Program start(Predicate<String> there, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("-cp");
    command.add(entries().stream().filter(there).collect(Collectors.joining(File.pathSeparator)));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return run(main.getSimpleName(), new ProcessBuilder(command));
  }

  private static Program run(String name, ProcessBuilder command) {
    try {
      return new Program(name, command.redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Returns what the tests have on their class path, without the tests themselves. */
  static List<String> entries() {
    String tests = Path.of("target", "test-classes").toAbsolutePath().toString();
    return Arrays.stream(classPath().split(File.pathSeparator))
        .filter(entry -> !entry.equals(tests))
        .toList();
  }

  /** Surefire may hand its own over in a jar. */
  static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private void read() {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
      }
    } catch (IOException destroyed) {
      // Its output ends with it.
    } finally {
      lines.add(END);
    }
  }

  /** Waits for a line with that in it, past others. */
  void line(String wanted) throws InterruptedException {
    var unused = line(wanted, line -> line.contains(wanted));
  }

  /** Waits for a line that is a WebSocket's URL, past others. */
  URI url() throws InterruptedException {
    return URI.create(line("ws://", line -> line.startsWith("ws://")));
  }

  private String line(String wanted, Predicate<String> is) throws InterruptedException {
    while (true) {
      String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (line == null || line.equals(END)) {
        throw new AssertionError(
            "wanted '" + wanted + "' from " + name + ", got " + String.join("\n", seen));
      }
      seen.add(line);
      if (is.test(line)) {
        return line;
      }
    }
  }

  /** Waits until it has ended by itself and returns its exit status. */
  int exit() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError(name + " does not end; it said " + seen + lines);
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
