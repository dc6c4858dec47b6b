package dev.hawser.benchmarks.echo;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A JVM started with this one's class path, spoken to in lines. */
final class Child implements AutoCloseable {
  private final String name;
  private final Process process;
  private final BufferedReader out;
  private final PrintWriter in;

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.in = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /** Starts the main class with those arguments. */
  static Child start(String name, Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(List.of("-Xms256m", "-Xmx256m", "-XX:+UseG1GC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new Child(name, process);
  }

  /** Returns what it was called. */
  String name() {
    return name;
  }

  /** Writes a line and returns the next one it prints. */
  String ask(String line) throws IOException {
    in.println(line);
    return read();
  }

  /** Returns the next line it prints. */
  String read() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException(name + " ended without an answer");
    }
    return line;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
