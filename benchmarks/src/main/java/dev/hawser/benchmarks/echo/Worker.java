package dev.hawser.benchmarks.echo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** The process of one contender: runs a slice for each line it reads. */
final class Worker {
  private Worker() {}

  /** Takes the contender's name and the peer's URL; each line is a scenario and milliseconds. */
  public static void main(String[] args) throws Exception {
    URI peer = URI.create(args[1]);
    try (Contender contender = Contender.named(args[0])) {
      Map<Scenario, Driver> drivers = new EnumMap<>(Scenario.class);
      for (Scenario scenario : Scenario.values()) {
        drivers.put(scenario, new Driver(contender, scenario, peer));
      }
      serve(drivers);
    }
  }

  private static void serve(Map<Scenario, Driver> drivers)
      throws IOException, InterruptedException {
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ", -1);
      Driver driver = drivers.get(Scenario.valueOf(words[0]));
      if (driver == null) {
        throw new IllegalStateException("no driver for " + words[0]);
      }
      System.out.println(driver.run(Long.parseLong(words[1])).line());
    }
  }
}
