package dev.hawser.benchmarks.gateway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The slices with one number of connections, round by round. */
final class Table {
  private final int connections;
  private final List<Map<Contender, Slice>> rounds = new ArrayList<>();

  Table(int connections) {
    this.connections = connections;
  }

  int connections() {
    return connections;
  }

  /** Begins a round. */
  void begin() {
    rounds.add(new EnumMap<>(Contender.class));
  }

  /** Adds a slice to the round. */
  void add(Contender contender, Slice slice) {
    rounds.get(rounds.size() - 1).put(contender, slice);
  }

  /** Prints medians; ratios to nginx, or else to Hawser, are those of the same round. */
  void print() {
    Contender base =
        rounds.get(0).containsKey(Contender.NGINX) ? Contender.NGINX : Contender.HAWSER;
    System.out.printf(
        "%n**%d connection%s, one message in flight on each** (%d rounds)%n%n",
        connections, connections == 1 ? "" : "s", rounds.size());
    System.out.printf(
        "| gateway | msgs/s | rate to %1$s | p50 us | p99 us | cpu us/msg | cpu to %1$s |%n",
        base.label());
    System.out.println("|---|---|---|---|---|---|---|");
    for (Contender contender : Contender.values()) {
      if (rounds.get(0).containsKey(contender)) {
        row(contender, base);
      } else {
        System.out.printf("| %s | not installed | | | | | |%n", contender.label());
      }
    }
  }

  private void row(Contender contender, Contender base) {
    boolean relays = contender.relays();
    System.out.printf(
        Locale.ROOT,
        "| %s | %.0f | %s | %.0f | %s | %s | %s |%n",
        contender.label(),
        median(contender, Slice::perSecond),
        ratio(contender, base, Slice::perSecond),
        median(contender, Slice::p50Micros),
        spread("%.0f", values(contender, Slice::p99Micros)),
        relays ? spread("%.1f", values(contender, Slice::cpuMicros)) : "-",
        relays ? ratio(contender, base, Slice::cpuMicros) : "-");
  }

  private double median(Contender contender, ToDoubleFunction<Slice> figure) {
    return quantile(values(contender, figure), 0.5);
  }

  private double[] values(Contender contender, ToDoubleFunction<Slice> figure) {
    return rounds.stream()
        .mapToDouble(round -> figure.applyAsDouble(of(round, contender)))
        .toArray();
  }

  private String ratio(Contender contender, Contender base, ToDoubleFunction<Slice> figure) {
    DoubleStream ratios =
        rounds.stream()
            .mapToDouble(
                round ->
                    figure.applyAsDouble(of(round, contender))
                        / figure.applyAsDouble(of(round, base)));
    return spread("%.2f", ratios.toArray());
  }

  private static Slice of(Map<Contender, Slice> round, Contender contender) {
    Slice slice = round.get(contender);
    if (slice == null) {
      throw new IllegalStateException("no slice of " + contender.label());
    }
    return slice;
  }

  /** The median, and in brackets the quartiles. */
  private static String spread(String format, double[] values) {
    return String.format(
        Locale.ROOT,
        format + " (" + format + "-" + format + ")",
        quantile(values, 0.5),
        quantile(values, 0.25),
        quantile(values, 0.75));
  }

  private static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
