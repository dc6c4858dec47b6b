package dev.hawser.driver;

import dev.hawser.close.Ending;
import dev.hawser.diagnosis.Evidence;
import dev.hawser.diagnosis.History;
import dev.hawser.diagnosis.LocalAddress;
import java.util.List;

/**
 * What stood behind a link when its end began.
 *
 * @param earlier the endings of the same outage before it
 * @param history what is known of its origin
 * @param address what became of this machine's address
 */
record Background(List<Ending> earlier, History history, LocalAddress address) {
  /** Returns the evidence of that ending. */
  Evidence evidence(Ending ending) {
    return new Evidence(ending, earlier, history, address);
  }

  /** Returns what the end left behind, so many messages in doubt. */
  Aftermath aftermath(long inDoubt) {
    return new Aftermath(inDoubt, history, address);
  }
}
