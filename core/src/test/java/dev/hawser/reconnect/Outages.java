package dev.hawser.reconnect;

import dev.hawser.close.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Outages for tests. */
final class Outages {
  static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private Outages() {}

  static Outage of(Ending ending) {
    return of(ending, 1);
  }

  static Outage of(Ending ending, int attempt) {
    return of(ending, attempt, Duration.ZERO);
  }

  static Outage of(Ending ending, int attempt, Duration downFor) {
    return new Outage(attempt, downFor, List.of(ending), false, 0, 1, Duration.ZERO, NOON);
  }

  /** One of three endpoints, numbered 2, after a link that was up so long. */
  static Outage atLast(Ending ending, int attempt, Duration lastUptime) {
    return new Outage(attempt, Duration.ZERO, List.of(ending), false, 2, 3, lastUptime, NOON);
  }
}
