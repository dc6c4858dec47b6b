package dev.hawser.benchmarks.echo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The slices of one scenario, round by round, and their ratios to the first contender. */
final class Table {
  private final List<String> contenders;
  private final List<Map<String, Slice>> rounds = new ArrayList<>();

  Table(List<String> contenders) {
    this.contenders = contenders;
  }

  void add(Map<String, Slice> round) {
    rounds.add(round);
  }

  /** Prints a Markdown table: medians, and in brackets quartiles of the ratio within a round. */
  void print(Scenario scenario) {
    System.out.printf("%n**%s** (%d rounds)%n%n", scenario, rounds.size());
    System.out.println(
        "| contender | msgs/s | rate to netty | p50 us | p50 to netty | bytes/msg | over netty |"
            + " cpu us/msg | cpu to netty |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    for (String contender : contenders) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %.0f | %s | %.1f | %s | %.0f | %+.0f | %.2f | %s |%n",
          contender,
          median(contender, Slice::perSecond),
          ratio(contender, Slice::perSecond),
          median(contender, Slice::p50Micros),
          ratio(contender, Slice::p50Micros),
          median(contender, Slice::allocatedPerOperation),
          median(contender, Slice::allocatedPerOperation)
              - median(contenders.get(0), Slice::allocatedPerOperation),
          median(contender, Slice::cpuMicrosPerOperation),
          ratio(contender, Slice::cpuMicrosPerOperation));
    }
  }

  private double median(String contender, ToDoubleFunction<Slice> figure) {
    return quantile(
        rounds.stream().mapToDouble(round -> figure.applyAsDouble(slice(round, contender))), 0.5);
  }

  private String ratio(String contender, ToDoubleFunction<Slice> figure) {
    double[] ratios =
        rounds.stream()
            .mapToDouble(
                round ->
                    figure.applyAsDouble(slice(round, contender))
                        / figure.applyAsDouble(slice(round, contenders.get(0))))
            .filter(Double::isFinite)
            .toArray();
    if (ratios.length == 0) {
      return "-";
    }
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f-%.2f)",
        quantile(Arrays.stream(ratios), 0.5),
        quantile(Arrays.stream(ratios), 0.25),
        quantile(Arrays.stream(ratios), 0.75));
  }

  private static Slice slice(Map<String, Slice> round, String contender) {
    Slice slice = round.get(contender);
    if (slice == null) {
      throw new IllegalStateException("no slice of " + contender);
    }
    return slice;
  }

  private static double quantile(java.util.stream.DoubleStream values, double share) {
    double[] sorted = values.sorted().toArray();
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
