package dev.hawser.diagnosis;

import dev.hawser.close.CloseFrames;
import dev.hawser.close.Ending;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.MessageNote;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.Timeline;
import dev.hawser.close.Traffic;
import dev.hawser.close.TransportEnd;
import java.time.Duration;
import java.util.List;

/** Losses for tests, by how long a link lived and was silent. */
final class Losses {
  private static final Duration NONE = Duration.ZERO;

  private Losses() {}

  /** Facts of a link that ended so after that age, that long after its last byte and message. */
  static LinkFacts facts(TransportEnd end, Duration age, Duration silence, Duration quiet) {
    MessageNote note = new MessageNote(false, true, 10, quiet);
    Traffic traffic = new Traffic(99, 99, 5, 5, silence, silence, 2, 2, null, List.of(note));
    return LinkFacts.bare(Role.CLIENT, Phase.OPEN)
        .with(new Timeline(NONE, NONE, NONE, NONE, age, NONE))
        .with(CloseFrames.none(end, false))
        .with(traffic);
  }

  /** A line cut in order after that age and silence; the last byte was a message's. */
  static Ending cut(Duration age, Duration silence) {
    return new Ending.Dropped(facts(TransportEnd.FIN, age, silence, silence));
  }

  static Ending cut(long ageSeconds, long silenceSeconds) {
    return cut(Duration.ofSeconds(ageSeconds), Duration.ofSeconds(silenceSeconds));
  }

  /** The evidence of the last of these endings of one connection, a minute apart. */
  static Evidence evidence(List<Ending> endings) {
    History history = History.NONE;
    for (int i = 0; i < endings.size(); i++) {
      history = history.plus(Loss.of(endings.get(i), Duration.ofMinutes(i).toNanos(), 1));
    }
    return new Evidence(endings.get(endings.size() - 1), List.of(), history);
  }
}
