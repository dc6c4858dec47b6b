package dev.hawser.benchmarks.gateway;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process started for this run: spoken to in lines, and read of in {@code /proc}. */
final class Started implements AutoCloseable {
  /** What the kernel counts a second of processor time in, on every Linux of today. */
  private static final double TICKS_PER_SECOND = 100;

  private final String name;
  private final Process process;
  private final BufferedReader out;
  private final PrintWriter in;

  private Started(String name, Process process) {
    this.name = name;
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.in = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /** Starts a program. */
  static Started program(String name, List<String> command) throws IOException {
    return new Started(name, new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
  }

  /** Starts a main class with this process's class path. */
  static Started java(List<String> flags, Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return program(main.getSimpleName(), command);
  }

  /** Writes a line and returns the next one it prints. */
  String ask(String line) throws IOException {
    in.println(line);
    return read();
  }

  /** Returns the next line it prints. */
  String read() throws IOException {
    String line = out.readLine();
    if (line == null || line.startsWith("failed")) {
      throw new IOException(name + (line == null ? " ended without an answer" : " " + line));
    }
    return line;
  }

  /** Tells whether it still runs. */
  boolean alive() {
    return process.isAlive();
  }

  /** Returns the processor time in seconds of it and its children so far. */
  double cpuSeconds() throws IOException {
    double ticks = 0;
    for (long pid : pids()) {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // Behind the name, which may hold anything: state first, utime and stime twelfth and next.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  /** Returns the resident bytes of it and its children. */
  long residentBytes() throws IOException {
    long kib = 0;
    for (long pid : pids()) {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          kib += Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    }
    return kib * 1024;
  }

  private List<Long> pids() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(ProcessHandle::pid)
        .toList();
  }

  /** Ends it and its children, and returns when they have gone. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
