package dev.hawser.transport;

import dev.hawser.close.Phase;
import dev.hawser.close.Timeline;
import java.time.Duration;

/** When each phase of a link began; a place and a bit for each. */
final class Phases {
  private static final int COUNT = 6;

  private final long[] began = new long[COUNT];
  private int seen;

  private static int place(Phase phase) {
    return switch (phase) {
      case RESOLVING -> 0;
      case CONNECTING -> 1;
      case SECURING -> 2;
      case HANDSHAKING -> 3;
      case OPEN -> 4;
      case CLOSING -> 5;
    };
  }

  /** The phase begins, unless it did before. */
  void begin(Phase phase, long now) {
    int place = place(phase);
    if (!seen(place)) {
      seen |= 1 << place;
      began[place] = now;
    }
  }

  boolean seen(Phase phase) {
    return seen(place(phase));
  }

  private boolean seen(int place) {
    return (seen & 1 << place) != 0;
  }

  Timeline until(long now) {
    return new Timeline(
        spent(0, now), spent(1, now), spent(2, now), spent(3, now), spent(4, now), spent(5, now));
  }

  /** From the phase's begin to that of the next one seen, or to now. */
  private Duration spent(int place, long now) {
    if (!seen(place)) {
      return Duration.ZERO;
    }
    for (int next = place + 1; next < COUNT; next++) {
      if (seen(next)) {
        return Duration.ofNanos(began[next] - began[place]);
      }
    }
    return Duration.ofNanos(now - began[place]);
  }
}
