package dev.hawser.benchmarks.echo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs every contender against the fixed peer in interleaved slices and prints the ratios.
 *
 * <p>{@code netty-aa} is {@code netty} once more: its ratio is the noise. Rounds are the only
 * argument; each takes about nine seconds, and a warm-up of half a minute goes before them.
 */
public final class EchoBenchmark {
  private static final List<String> CONTENDERS = List.of("netty", "netty-aa", "netty-fc", "hawser");
  private static final long SETTLE_MILLIS = 100;
  private static final long SLICE_MILLIS = 450;
  private static final long WARM_UP_MILLIS = 2000;

  private EchoBenchmark() {}

  /** Prints one table for each scenario. */
  public static void main(String[] args) throws IOException {
    int rounds = args.length == 0 ? 14 : Integer.parseInt(args[0]);
    if (rounds < 1) {
      throw new IllegalArgumentException("rounds " + rounds + " is not positive");
    }
    List<Child> workers = new ArrayList<>();
    try (Child peer = Child.start("peer", PeerServer.class)) {
      String uri = "ws://127.0.0.1:" + peer.read() + "/";
      for (String name : CONTENDERS) {
        workers.add(Child.start(name, Worker.class, name, uri));
      }
      measure(workers, rounds).forEach((scenario, table) -> table.print(scenario));
    } finally {
      workers.forEach(Child::close);
    }
  }

  private static Map<Scenario, Table> measure(List<Child> workers, int rounds) throws IOException {
    Map<Scenario, Table> tables = new EnumMap<>(Scenario.class);
    for (Scenario scenario : Scenario.values()) {
      tables.put(scenario, new Table(CONTENDERS));
      for (Child worker : workers) {
        worker.ask(scenario + " " + WARM_UP_MILLIS);
      }
    }
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<Scenario, Table> entry : tables.entrySet()) {
        entry.getValue().add(round(workers, entry.getKey(), round));
      }
    }
    return tables;
  }

  /** One slice of each contender; who begins changes from round to round. */
  private static Map<String, Slice> round(List<Child> workers, Scenario scenario, int round)
      throws IOException {
    Map<String, Slice> slices = new LinkedHashMap<>();
    for (int i = 0; i < workers.size(); i++) {
      Child worker = workers.get((i + round) % workers.size());
      worker.ask(scenario + " " + SETTLE_MILLIS);
      slices.put(worker.name(), Slice.parse(worker.ask(scenario + " " + SLICE_MILLIS)));
    }
    return slices;
  }
}
