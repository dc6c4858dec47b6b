package dev.hawser.benchmarks.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures every gateway in one run and prints Markdown tables: speed at 1 and at 200 connections,
 * memory of idle sessions, memory behind clients that do not read.
 *
 * <p>Rounds are the only argument; each takes about twelve seconds, and one to two minutes of
 * warm-up go before them.
 */
public final class GatewayBenchmark {
  private GatewayBenchmark() {}

  /** One row of a memory table. */
  private interface Row {
    String of(Sessions sessions, Running gateway) throws IOException;
  }

  /** Runs everything, and leaves nothing behind. */
  public static void main(String[] args) throws IOException {
    int rounds = args.length == 0 ? 10 : Integer.parseInt(args[0]);
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds " + rounds + " is not positive");
    }
    Path folder = Files.createTempDirectory("hawser-gateways");
    try (Started upstream = Started.java(List.of("-Xmx512m"), Upstream.class);
        Started load = Started.java(List.of("-Xmx512m"), Load.class)) {
      int port = Integer.parseInt(upstream.read());
      speed(load, port, folder, rounds);
      Sessions sessions = new Sessions(upstream, load);
      System.out.printf("%n**%d idle sessions, KiB each**%n%n", Sessions.IDLE);
      System.out.println("| gateway | resident | heap after GC | direct buffers |");
      System.out.println("|---|---|---|---|");
      String hindrance = Sessions.tooFewFiles();
      if (hindrance == null) {
        memory(sessions, port, folder, Sessions::idle);
      } else {
        System.out.println(hindrance);
      }
      System.out.printf(
          "%n**Clients that do not read, %d MB offered to each; MiB for each of them**%n%n",
          Upstream.FLOOD / 1_000_000);
      System.out.println(
          "| gateway | taken from the upstream | resident | heap after GC | direct buffers |");
      System.out.println("|---|---|---|---|---|");
      memory(sessions, port, folder, Sessions::stalled);
    } finally {
      delete(folder);
    }
  }

  private static void speed(Started load, int upstream, Path folder, int rounds)
      throws IOException {
    List<Running> gateways = new ArrayList<>();
    try {
      for (Contender contender : Contender.values()) {
        Running running = contender.start(upstream, folder);
        if (running != null) {
          gateways.add(running);
        }
      }
      new Speed(load, gateways).measure(rounds).forEach(Table::print);
    } finally {
      gateways.forEach(Running::close);
    }
  }

  /** A row for each, in a process that was just started. */
  private static void memory(Sessions sessions, int upstream, Path folder, Row row)
      throws IOException {
    for (Contender contender : Contender.values()) {
      if (!contender.relays() || contender == Contender.HAWSER_AGAIN) {
        continue;
      }
      try (@Nullable Running running = contender.start(upstream, folder)) {
        System.out.println(
            running == null
                ? "| " + contender.label() + " | not installed |"
                : row.of(sessions, running));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
