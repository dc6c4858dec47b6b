package dev.hawser.diagnosis;

import dev.hawser.close.Phase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Weighs clues that do not decide alone: a sum of logarithms, capped where clues hang together.
 *
 * <p>{@code LIKELY} takes ten decibans and six more than the next cause; causes within six of the
 * best are named with it as {@code POSSIBLE}.
 */
final class Score {
  private static final int LIKELY = 10;
  private static final int AHEAD = 6;

  /** What further clues of the same kind add to the best of them. */
  private static final int AGREEMENT = 3;

  private final Map<Cause, EnumMap<Clue.Kind, Sum>> sums = new EnumMap<>(Cause.class);
  private final Map<Cause, Measure> measures = new EnumMap<>(Cause.class);

  /** Weighs the clues for causes that can end a link in that phase. */
  Score(List<Clue> clues, Phase phase) {
    for (Clue clue : clues) {
      if (clue.cause().phases().contains(phase)) {
        sums.computeIfAbsent(clue.cause(), c -> new EnumMap<>(Clue.Kind.class))
            .computeIfAbsent(clue.kind(), k -> new Sum())
            .add(clue.decibans());
        if (clue.decibans() > 0) {
          measures.putIfAbsent(clue.cause(), clue.measure());
        }
      }
    }
  }

  /** Returns what the clues come to; the other finding where no cause is left above zero. */
  Finding or(Finding otherwise) {
    List<Cause> ranked = new ArrayList<>(measures.keySet());
    ranked.removeIf(cause -> of(cause) <= 0);
    ranked.sort((one, other) -> Integer.compare(of(other), of(one)));
    if (ranked.isEmpty()) {
      return otherwise;
    }
    Cause best = ranked.get(0);
    ranked.removeIf(cause -> of(best) - of(cause) >= AHEAD);
    ranked.remove(best);
    Measure measure = measures.getOrDefault(best, Measure.NONE);
    if (ranked.isEmpty() && of(best) >= LIKELY) {
      return Finding.likely(best).with(measure);
    }
    return Finding.possible(best).or(ranked.toArray(Cause[]::new)).with(measure.tied());
  }

  private int of(Cause cause) {
    return sums.getOrDefault(cause, new EnumMap<>(Clue.Kind.class)).values().stream()
        .mapToInt(Sum::total)
        .sum();
  }

  /** The clues of one kind for one cause. */
  private static final class Sum {
    private int best;
    private int others;
    private int against;

    void add(int decibans) {
      if (decibans < 0) {
        against += decibans;
      } else {
        others += Math.min(best, decibans);
        best = Math.max(best, decibans);
      }
    }

    int total() {
      return best + Math.min(AGREEMENT, others) + against;
    }
  }
}
