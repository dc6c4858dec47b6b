package dev.hawser.benchmarks.echo;

import java.util.Locale;

/**
 * What one contender did in one slice of time.
 *
 * @param operations messages that were echoed, received or sent
 * @param perSecond operations a second
 * @param p50Micros median time from a send to its reply, in microseconds
 * @param allocatedPerOperation bytes allocated by all threads, for each operation
 * @param cpuMicrosPerOperation processor time of the process, for each operation
 */
record Slice(
    long operations,
    double perSecond,
    double p50Micros,
    double allocatedPerOperation,
    double cpuMicrosPerOperation) {

  /** Returns the form a worker prints on one line. */
  String line() {
    return String.format(
        Locale.ROOT,
        "%d %.3f %.3f %.3f %.4f",
        operations,
        perSecond,
        p50Micros,
        allocatedPerOperation,
        cpuMicrosPerOperation);
  }

  /** Reads the form a worker printed. */
  static Slice parse(String line) {
    String[] fields = line.split(" ", -1);
    return new Slice(
        Long.parseLong(fields[0]),
        Double.parseDouble(fields[1]),
        Double.parseDouble(fields[2]),
        Double.parseDouble(fields[3]),
        Double.parseDouble(fields[4]));
  }
}
