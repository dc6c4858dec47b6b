package dev.hawser.benchmarks.echo;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Readings of this process at the start of a slice. */
record Meter(long nanos, long cpuNanos, long allocated) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Takes the readings. */
  static Meter start() {
    return new Meter(System.nanoTime(), SYSTEM.getProcessCpuTime(), allocatedSoFar());
  }

  /** Takes them again and returns the difference for so many operations. */
  Slice stop(long operations, double p50Micros) {
    double elapsed = System.nanoTime() - nanos;
    double divisor = Math.max(1, operations);
    return new Slice(
        operations,
        operations * 1e9 / elapsed,
        p50Micros,
        (allocatedSoFar() - allocated) / divisor,
        (SYSTEM.getProcessCpuTime() - cpuNanos) / 1e3 / divisor);
  }

  private static long allocatedSoFar() {
    long sum = 0;
    for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
      sum += Math.max(0, bytes);
    }
    return sum;
  }
}
