package dev.hawser.doctor.battery;

import dev.hawser.doctor.evidence.RungLook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Connections side by side, each silent for a time of its own and then asked: which silence is
 * survived where those that are too long end without a word.
 *
 * <p>One pass finds the rungs between which the limit lies, a second one looks between them and
 * asks the deciding rung twice more. Each pass takes as long as its longest rung.
 */
final class Ladder {
  /** The parts into which the second pass divides the gap. */
  private static final int PARTS = 4;

  private static final int AGAIN = 2;

  private final Function<Duration, @Nullable RungLook> rung;
  private final ExecutorService executor;

  /**
   * Makes a ladder.
   *
   * @param rung is silent for so long on a connection of its own, and says whether a Ping was
   *     answered then; null where the connection was ended, or there was no time
   */
  Ladder(Function<Duration, @Nullable RungLook> rung, ExecutorService executor) {
    this.rung = rung;
    this.executor = executor;
  }

  /** Begins the first pass. */
  CompletableFuture<List<RungLook>> start(List<Duration> silences) {
    List<CompletableFuture<RungLook>> asked = new ArrayList<>();
    for (Duration silence : silences) {
      asked.add(CompletableFuture.supplyAsync(() -> rung.apply(silence), executor));
    }
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(
            done ->
                asked.stream()
                    .map(CompletableFuture::join)
                    .filter(Objects::nonNull)
                    .sorted(Comparator.comparingLong(RungLook::silence))
                    .toList());
  }

  /** Waits for the first pass, and makes the second where that found a gap. */
  List<RungLook> climb(CompletableFuture<List<RungLook>> first) {
    List<RungLook> seen = new ArrayList<>(first.join());
    int dead = 0;
    while (dead < seen.size() && seen.get(dead).answered()) {
      dead++;
    }
    if (dead < seen.size()) {
      long from = dead == 0 ? 0 : seen.get(dead - 1).silence();
      long to = seen.get(dead).silence();
      List<Duration> between = new ArrayList<>();
      for (int i = 1; i < PARTS; i++) {
        between.add(Duration.ofMillis(from + (to - from) * i / PARTS));
      }
      for (int i = 0; i < AGAIN; i++) {
        between.add(Duration.ofMillis(to));
      }
      seen.addAll(start(between).join());
    }
    seen.sort(Comparator.comparingLong(RungLook::silence));
    return List.copyOf(seen);
  }
}
