package dev.hawser.diagnosis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Clues from the ages and silences of the last losses of one manner at one origin.
 *
 * <p>Losses at one moment count as one, since one event ends them all. A limit that one of the
 * losses outlived is none. Where age and silence are equally regular, both limits are named.
 */
final class Timing {
  private final List<Loss> losses = new ArrayList<>();
  private final Cause idle;
  private final boolean closed;

  /** Looks at the losses that ended as the last of the history did. */
  Timing(History history) {
    Manner manner = history.losses().get(history.losses().size() - 1).manner();
    closed = manner == Manner.CLOSED;
    idle = closed ? Cause.SERVER_IDLE : Cause.PROXY_IDLE;
    for (Loss loss : history.losses()) {
      if (loss.manner() == manner) {
        int last = losses.size() - 1;
        if (last >= 0
            && loss.at() - losses.get(last).at() <= History.MOMENT.toNanos()
            && loss.connection() != losses.get(last).connection()) {
          losses.remove(last);
        }
        losses.add(loss);
      }
    }
  }

  List<Clue> clues() {
    List<Clue> clues = new ArrayList<>();
    Run silence = run(Loss::silence);
    if (silence != null) {
      clues.add(clue(idle, Clue.STRONG, silence));
      if (survived(silence, Loss::survived)) {
        clues.add(clue(idle, Clue.AGAINST, silence));
      }
    }
    Run quiet = run(Loss::quiet);
    if (quiet != null && last(quiet).stream().allMatch(Loss::hadPings)) {
      clues.add(clue(Cause.APP_LEVEL_IDLE, Clue.STRONG, quiet));
    }
    Run age = run(Loss::age);
    if (age != null) {
      clues.add(clue(Cause.MAX_LIFETIME, Clue.STRONG, age));
    }
    if (clues.isEmpty() && !closed) {
      once(clues);
    }
    return clues;
  }

  /** One loss at a usual limit is a hint, unless an earlier loss shows that there is none. */
  private void once(List<Clue> clues) {
    Loss last = losses.get(losses.size() - 1);
    Measure measure = Measure.once(last.silence());
    Run one = new Run(last.silence(), 1);
    if (!measure.name().isEmpty()
        && losses.stream().noneMatch(loss -> one.isExceededBy(loss.survived()))) {
      clues.add(new Clue(idle, Clue.Kind.TIMING, Clue.FAIR, measure));
    }
  }

  private @Nullable Run run(Function<Loss, Duration> what) {
    return Run.of(losses.stream().map(what).toList());
  }

  private boolean survived(Run run, Function<Loss, Duration> what) {
    return last(run).stream().map(what).anyMatch(run::isExceededBy);
  }

  private List<Loss> last(Run run) {
    return losses.subList(losses.size() - run.count(), losses.size());
  }

  private static Clue clue(Cause cause, int decibans, Run run) {
    return new Clue(cause, Clue.Kind.TIMING, decibans, Measure.limit(run.limit(), run.count()));
  }
}
