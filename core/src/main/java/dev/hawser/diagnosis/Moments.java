package dev.hawser.diagnosis;

import dev.hawser.close.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Clues from what else ended at the same moment: at the same origin, and at others. */
final class Moments {
  /** So many connections that end at one moment have one cause. */
  static final int SIBLINGS = 3;

  private Moments() {}

  static List<Clue> clues(Evidence evidence) {
    List<Clue> clues = new ArrayList<>();
    if (evidence.ending().facts().role() == Role.SERVER) {
      return clues; // clients that leave together have no service in common but this one
    }
    History history = evidence.history();
    if (history.elsewhere() > 0) {
      Measure origins = Measure.count(history.elsewhere() + 1);
      int weight = history.elsewhere() > 1 ? Clue.VERY_STRONG : Clue.FAIR;
      clues.add(clue(Cause.NETWORK_CHANGE, weight, origins));
    }
    siblings(history, evidence.loss(), clues);
    return clues;
  }

  private static void siblings(History history, Loss own, List<Clue> clues) {
    Set<Long> connections = new HashSet<>();
    long first = own.at();
    boolean away = false;
    for (Loss loss : history.losses()) {
      if (own.at() - loss.at() <= History.MOMENT.toNanos()) {
        if (loss.manner() == Manner.CUT || loss.manner() == Manner.CLOSED) {
          first = connections.isEmpty() ? loss.at() : first;
          connections.add(loss.connection());
        } else if (!connections.isEmpty()) {
          away |= loss.manner() == Manner.REFUSED || loss.manner() == Manner.UNREACHED;
        }
      }
    }
    if (connections.size() < SIBLINGS) {
      return;
    }
    Long opened = history.openedAt();
    boolean back = opened != null && opened - first > 0;
    Measure count = Measure.count(connections.size());
    Clue restart = clue(Cause.BACKEND_RESTART_OR_CRASH, Clue.STRONG, count);
    Clue reload = clue(Cause.PROXY_RELOAD_OR_EDGE_RESTART, Clue.STRONG, count);
    if (away || !back) {
      clues.add(restart);
    }
    if (!away) {
      clues.add(reload);
    }
  }

  private static Clue clue(Cause cause, int decibans, Measure measure) {
    return new Clue(cause, Clue.Kind.MOMENT, decibans, measure);
  }
}
