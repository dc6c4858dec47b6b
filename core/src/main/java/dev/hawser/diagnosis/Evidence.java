package dev.hawser.diagnosis;

import dev.hawser.close.Ending;
import dev.hawser.close.Initiator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a diagnosis is drawn from: an ending, those right before it, and the history of its origin.
 *
 * @param ending the ending to explain
 * @param earlier the endings of the same connection before it, newest last, none skipped
 * @param history the losses at the same origin, this ending's own as the last
 * @param address what became of this machine's address meanwhile
 */
public record Evidence(Ending ending, List<Ending> earlier, History history, LocalAddress address) {
  /** How long a link lives at most to count as ended at once. */
  static final Duration AT_ONCE = Duration.ofSeconds(2);

  /** Copies the earlier endings, and lets an empty history begin with this ending. */
  public Evidence {
    earlier = List.copyOf(earlier);
    history = history.losses().isEmpty() ? history.plus(Loss.of(ending, 0, 0)) : history;
  }

  /** Makes the evidence of an ending for which nobody looked at this machine's addresses. */
  public Evidence(Ending ending, List<Ending> earlier, History history) {
    this(ending, earlier, history, LocalAddress.UNKNOWN);
  }

  /** Makes the evidence of an ending without a history of its origin. */
  public Evidence(Ending ending, List<Ending> earlier) {
    this(ending, earlier, History.NONE);
  }

  /** Returns the evidence of an ending without a history. */
  public static Evidence of(Ending ending) {
    return new Evidence(ending, List.of());
  }

  /** Returns this ending as the history holds it. */
  Loss loss() {
    return history.losses().get(history.losses().size() - 1);
  }

  /** Returns how many links in a row, this one included, opened and were ended at once. */
  int endedAtOnce() {
    List<Ending> all = new ArrayList<>(earlier);
    all.add(ending);
    int count = 0;
    for (int i = all.size() - 1; i >= 0 && wasEndedAtOnce(all.get(i)); i--) {
      count++;
    }
    return count;
  }

  private static boolean wasEndedAtOnce(Ending ending) {
    boolean byOther = ending.by() == Initiator.PEER || ending.by() == Initiator.NETWORK;
    return byOther && ending.opened() && ending.facts().timeline().lived().compareTo(AT_ONCE) <= 0;
  }
}
