package dev.hawser.benchmarks.gateway;

import dev.hawser.benchmarks.gateway.Running.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Memory: of sessions that say nothing, and of clients that do not read. */
final class Sessions {
  /** The idle sessions. */
  static final int IDLE = 5000;

  /** The files a gateway may open. */
  static final int FILES = 2 * IDLE + 2000;

  private static final int WARM = 200;
  private static final int STALLED = 10;
  private static final long STALL_SECONDS = 20;
  private static final double KIB = 1024;
  private static final double MIB = 1024 * 1024;

  private final Started upstream;
  private final Started load;

  Sessions(Started upstream, Started load) {
    this.upstream = upstream;
    this.load = load;
  }

  /** Returns why so many sessions cannot be, null if they can. */
  static @Nullable String tooFewFiles() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
      if (line.startsWith("Max open files")) {
        String soft = line.replaceAll("\\D+", " ").trim().split(" ", -1)[0];
        return !soft.isEmpty() && Long.parseLong(soft) < FILES
            ? "not measured: "
                + IDLE
                + " sessions take "
                + FILES
                + " open files, and `ulimit -n` says "
                + soft
            : null;
      }
    }
    return null;
  }

  /** Opens idle sessions through a gateway that has done nothing else, and returns its row. */
  String idle(Running gateway) throws IOException {
    open("open", gateway, WARM, "/");
    run();
    drop();
    Memory before = gateway.memory();
    open("open", gateway, IDLE, "/");
    pause(1000);
    Memory held = gateway.memory().since(before);
    run(); // each of them still echoes
    drop();
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %s | %s |",
        gateway.contender().label(),
        held.resident() / KIB / IDLE,
        heap(gateway, held.heap() / KIB / IDLE),
        heap(gateway, held.direct() / KIB / IDLE));
  }

  /** Has the upstream send to clients that do not read, and returns the gateway's row. */
  String stalled(Running gateway) throws IOException {
    open("open", gateway, WARM, "/");
    run();
    drop();
    String unused = upstream.ask("taken");
    Memory before = gateway.memory();
    open("stall", gateway, STALLED, "/flood");
    double taken = 0;
    double more = 1;
    for (long waits = 2 * STALL_SECONDS; waits > 0 && more > 0; waits--) {
      pause(500);
      more = Double.parseDouble(upstream.ask("taken"));
      taken += more;
    }
    Memory held = gateway.memory().since(before);
    drop();
    return String.format(
        Locale.ROOT,
        "| %s | %.2f%s | %s | %s | %s |",
        gateway.contender().label(),
        taken / MIB / STALLED,
        more > 0 ? " and counting" : "",
        gateway.contender().relays()
            ? String.format(Locale.ROOT, "%.2f", held.resident() / MIB / STALLED)
            : "-",
        heap(gateway, held.heap() / MIB / STALLED),
        heap(gateway, held.direct() / MIB / STALLED));
  }

  private static String heap(Running gateway, double value) {
    return gateway.contender().javaProcess() ? String.format(Locale.ROOT, "%.2f", value) : "-";
  }

  private void open(String how, Running gateway, int count, String path) throws IOException {
    String unused = load.ask(how + " memory " + gateway.port() + " " + count + " " + path);
  }

  private void run() throws IOException {
    String unused = load.ask("run memory 0");
  }

  private void drop() throws IOException {
    String unused = load.ask("drop memory");
    pause(300);
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
