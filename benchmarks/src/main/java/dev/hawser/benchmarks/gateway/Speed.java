package dev.hawser.benchmarks.gateway;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Messages a second, delay and processor time: all gateways up at once, slice by slice. */
final class Speed {
  private static final long SETTLE_MILLIS = 100;
  private static final long SLICE_MILLIS = 700;

  /** What a JVM needs to be compiled in full, also where compilers get little time. */
  private static final long WARM_UP_MESSAGES = 200_000;

  private static final int WARM_UP_SECONDS_LEAST = 4;
  private static final int WARM_UP_SECONDS_MOST = 10;

  private final Started load;
  private final List<Running> gateways;

  Speed(Started load, List<Running> gateways) {
    this.load = load;
    this.gateways = gateways;
  }

  /** Measures that many rounds and returns a table for each number of connections. */
  List<Table> measure(int rounds) throws IOException {
    List<Table> tables = List.of(new Table(1), new Table(200));
    for (Table table : tables) {
      for (Running gateway : gateways) {
        String unused =
            load.ask(
                "open "
                    + group(gateway, table)
                    + " "
                    + gateway.port()
                    + " "
                    + table.connections()
                    + " /");
      }
    }
    for (Table table : tables) {
      for (Running gateway : gateways) {
        warmUp(gateway, table);
      }
    }
    for (int round = 0; round < rounds; round++) {
      for (Table table : tables) {
        round(table, round);
      }
    }
    for (Table table : tables) {
      for (Running gateway : gateways) {
        String unused = load.ask("drop " + group(gateway, table));
      }
    }
    return tables;
  }

  private void warmUp(Running gateway, Table table) throws IOException {
    long messages = 0;
    for (int second = 0;
        second < WARM_UP_SECONDS_LEAST
            || (second < WARM_UP_SECONDS_MOST && messages < WARM_UP_MESSAGES);
        second++) {
      messages += Long.parseLong(run(gateway, table, 1000).split(" ", -1)[0]);
    }
  }

  /** One slice of each; who begins changes from round to round. */
  private void round(Table table, int round) throws IOException {
    table.begin();
    List<Running> turn = new ArrayList<>(gateways);
    Collections.rotate(turn, -round);
    for (Running gateway : turn) {
      run(gateway, table, SETTLE_MILLIS);
      double before = gateway.cpuSeconds();
      String answer = run(gateway, table, SLICE_MILLIS);
      table.add(gateway.contender(), Slice.of(answer, gateway.cpuSeconds() - before));
    }
  }

  private String run(Running gateway, Table table, long millis) throws IOException {
    return load.ask("run " + group(gateway, table) + " " + millis);
  }

  private static String group(Running gateway, Table table) {
    return gateway.contender() + "-" + table.connections();
  }
}
