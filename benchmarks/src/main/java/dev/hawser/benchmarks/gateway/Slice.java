package dev.hawser.benchmarks.gateway;

/**
 * What one contender did in one slice of time.
 *
 * @param perSecond messages echoed in a second
 * @param p50Micros median time from a send to its echo
 * @param p99Micros what 99 of 100 did not exceed
 * @param cpuMicros processor time of the gateway's processes for each echo, both ways together
 */
record Slice(double perSecond, double p50Micros, double p99Micros, double cpuMicros) {
  /** Reads the load's answer, with the gateway's processor time during it. */
  static Slice of(String answer, double cpuSeconds) {
    String[] words = answer.split(" ", -1);
    double messages = Double.parseDouble(words[0]);
    return new Slice(
        messages / Double.parseDouble(words[1]),
        Double.parseDouble(words[2]),
        Double.parseDouble(words[3]),
        cpuSeconds * 1e6 / messages);
  }
}
