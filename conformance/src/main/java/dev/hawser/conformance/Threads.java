package dev.hawser.conformance;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts threads. */
final class Threads {
  private Threads() {}

  /** Returns the threads that are there now. */
  static Set<Thread> kits() {
    return new HashSet<>(Thread.getAllStackTraces().keySet());
  }

  /** Returns the living threads that were not there then and are not the kit's. */
  static Set<Thread> since(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread) && thread.isAlive())
        .filter(thread -> !thread.getName().startsWith("conformance-"))
        .collect(Collectors.toSet());
  }
}
