package dev.hawser.doctor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process with three connections that is stopped, as in a sleep, while each server does something
 * else; what it says after it goes on.
 */
final class FaultSleep {
  /** Longer than the ten seconds from which on a process stood still. */
  private static final int STOPPED_MILLIS = 12_000;

  private final CountDownLatch asleep = new CountDownLatch(1);
  private final CountDownLatch struck = new CountDownLatch(3);
  private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();

  private Map<String, RawFaultServer.Fault> servers() {
    Map<String, RawFaultServer.Fault> servers = new LinkedHashMap<>();
    servers.put("asleep-and-cut", whenAsleep(conn -> conn.socket.shutdownOutput()));
    servers.put("asleep-and-told", whenAsleep(c -> c.close(1011, "keepalive ping timeout")));
    servers.put("asleep-and-forgotten", whenAsleep(conn -> {}));
    return servers;
  }

  /** Holds the connection until the client sleeps, does this, and answers no more. */
  private RawFaultServer.Fault whenAsleep(RawFaultServer.Fault then) {
    return Faults.opened(
        conn -> {
          FaultBench.await(asleep);
          then.serve(conn);
          struck.countDown();
          Faults.silence(conn);
        });
  }

  /** Returns cause and confidence by case. */
  Map<String, String[]> run() throws Exception {
    try (FaultBench bench = new FaultBench()) {
      Map<String, RawFaultServer.Fault> servers = servers();
      List<String> command = new ArrayList<>(java());
      servers.values().forEach(fault -> command.add(bench.serve(fault)));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      bench.add(process::destroyForcibly);
      Thread reader = new Thread(() -> read(process), "sleeper-output");
      reader.setDaemon(true);
      reader.start();
      for (int i = 0; i < servers.size(); i++) {
        assertThat(next()).startsWith("open ");
      }
      signal("STOP", process);
      while (!state(process).equals("T")) {
        Faults.pause(10);
      }
      asleep.countDown();
      FaultBench.await(struck);
      Faults.pause(STOPPED_MILLIS);
      signal("CONT", process);
      Map<String, String[]> found = new LinkedHashMap<>();
      for (String name : servers.keySet()) {
        String[] words = next().split(" ");
        assertThat(words).as(name).hasSize(3);
        found.put(name, new String[] {words[1], words[2]});
      }
      return found;
    }
  }

  private String next() throws InterruptedException {
    return Objects.requireNonNull(said.poll(FaultBench.PATIENCE, TimeUnit.SECONDS), "no word");
  }

  private void read(Process process) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
      }
    } catch (IOException destroyed) {
      // Its output ends with it.
      return;
    }
  }

  private static void signal(String name, Process process) throws Exception {
    String[] kill = {"kill", "-" + name, String.valueOf(process.pid())};
    assertThat(new ProcessBuilder(kill).inheritIO().start().waitFor()).isZero();
  }

  /** Returns the letter of the process's state, {@code T} for a stopped one. */
  private static String state(Process process) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
  }

  private static List<String> java() {
    String classPath =
        Stream.of("surefire.test.class.path", "java.class.path", "jdk.module.path")
            .map(System::getProperty)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(File.pathSeparator));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        classPath + File.pathSeparator + Path.of("target", "test-classes").toAbsolutePath(),
        FaultSleeper.class.getName());
  }
}
