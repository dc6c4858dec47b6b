package dev.hawser.transport;

import dev.hawser.close.Phase;
import dev.hawser.close.Timeline;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * How long a link spent in the phases before its end: a stamp for the one it is in, microseconds
 * for those behind it.
 *
 * <p>Extended by {@link Logbook} rather than held by it, so that a resting link pays for no second
 * object.
 */
class Phases {
  private long since;
  private int resolving;
  private int connecting;
  private int securing;
  private int handshaking;
  private byte place;

  /** The phase begins, unless it or a later one did before. */
  final void begin(Phase next, long now) {
    byte there = place(next);
    if (there > place) {
      int spent = micros(now - since);
      switch (place) {
        case 1 -> resolving = spent;
        case 2 -> connecting = spent;
        case 3 -> securing = spent;
        case 4 -> handshaking = spent;
        default -> {
          // Nothing began before the first, and nothing but the end comes behind the open phase.
        }
      }
      place = there;
      since = now;
    }
  }

  /** Tells whether the link was open. */
  final boolean wasOpen() {
    return place == place(Phase.OPEN);
  }

  /** Returns the times at that moment of a link whose end began at the other, or now. */
  final Timeline timeline(long endBegan, long now) {
    return new Timeline(
        spent(1, resolving, endBegan),
        spent(2, connecting, endBegan),
        spent(3, securing, endBegan),
        spent(4, handshaking, endBegan),
        spent(5, 0, endBegan),
        Duration.ofNanos(now - endBegan));
  }

  private Duration spent(int which, int micros, long until) {
    return which == place
        ? Duration.ofNanos(until - since)
        : Duration.of(micros, ChronoUnit.MICROS);
  }

  /** Some 35 minutes at most, which no deadline of a dial lets pass. */
  private static int micros(long nanos) {
    return (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMicros(nanos));
  }

  private static byte place(Phase phase) {
    return switch (phase) {
      case RESOLVING -> 1;
      case CONNECTING -> 2;
      case SECURING -> 3;
      case HANDSHAKING -> 4;
      case OPEN -> 5;
      case CLOSING -> 0; // Its begin is in the notes of the end.
    };
  }
}
