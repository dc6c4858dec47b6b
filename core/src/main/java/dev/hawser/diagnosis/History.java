package dev.hawser.diagnosis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last endings at one origin, whichever connection's, as they were known when the last of them
 * was told.
 *
 * <p>Immutable; a ring that holds at most {@link #MAX_LOSSES}.
 *
 * @param losses the endings nobody on this side wanted, oldest first
 * @param openedAt when a link to the origin last opened, on the clock of the losses; null when none
 *     did
 * @param elsewhere how many other origins lost a link in the same way at about the same time
 */
public record History(List<Loss> losses, @Nullable Long openedAt, int elsewhere) {
  /** How many losses are remembered of one origin. */
  public static final int MAX_LOSSES = 32;

  /** What ends within this time of each other ended at one moment. */
  public static final Duration MOMENT = Duration.ofSeconds(2);

  /** Nothing is remembered. */
  public static final History NONE = new History(List.of(), null, 0);

  /** Copies the losses. */
  public History {
    losses = List.copyOf(losses);
  }

  /** Returns the history with that loss as its last; the oldest is forgotten where it is full. */
  public History plus(Loss loss) {
    List<Loss> all = new ArrayList<>(losses);
    all.add(loss);
    int surplus = Math.max(0, all.size() - MAX_LOSSES);
    return new History(all.subList(surplus, all.size()), openedAt, elsewhere);
  }

  /** Returns the history after a link opened. */
  public History opened(long at) {
    return new History(losses, at, elsewhere);
  }

  /** Returns the history told together with what happened at other origins. */
  public History with(int origins) {
    return new History(losses, openedAt, origins);
  }

  /** Tells whether one of the losses was of that manner and within that time before then. */
  public boolean lately(Manner manner, Duration within, long then) {
    for (int i = losses.size() - 1; i >= 0 && then - losses.get(i).at() <= within.toNanos(); i--) {
      if (losses.get(i).manner() == manner) {
        return true;
      }
    }
    return false;
  }
}
