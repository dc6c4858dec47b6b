package dev.hawser;

import dev.hawser.close.Ending;
import dev.hawser.diagnosis.Evidence;
import dev.hawser.driver.Aftermath;
import dev.hawser.machine.ConnectionState;
import dev.hawser.reconnect.Verdict;
import java.util.List;

/** Translates the machine's states into the public ones. */
final class States {
  private States() {}

  static State of(ConnectionState state) {
    if (state instanceof ConnectionState.Open) {
      return State.OPEN;
    }
    if (state instanceof ConnectionState.Waiting) {
      return State.WAITING;
    }
    if (state instanceof ConnectionState.Connecting) {
      return State.CONNECTING;
    }
    if (state instanceof ConnectionState.Queued) {
      return State.QUEUED;
    }
    if (state instanceof ConnectionState.Preparing) {
      return State.PREPARING;
    }
    if (state instanceof ConnectionState.Closing) {
      return State.CLOSING;
    }
    return state instanceof ConnectionState.Terminated ? State.TERMINATED : State.IDLE;
  }

  static StateChange change(ConnectionState from, ConnectionState to, Aftermath aftermath) {
    List<Ending> earlier = from.attempt().streak().endings();
    Parting parting = null;
    Verdict verdict = null;
    if (to instanceof ConnectionState.Waiting waiting) {
      parting = parting(waiting.ending(), earlier, aftermath);
      verdict = waiting.verdict();
    } else if (to instanceof ConnectionState.Terminated end) {
      parting = parting(end.ending(), earlier, aftermath);
      verdict = end.verdict();
    }
    return new StateChange(of(from), of(to), to.attempt().retry(), parting, verdict);
  }

  /** Returns how that ended, with the history of its origin. */
  static Parting parting(Ending ending, List<Ending> earlier, Aftermath aftermath) {
    Evidence evidence = new Evidence(ending, earlier, aftermath.history(), aftermath.address());
    return Parting.of(evidence, aftermath.inDoubt());
  }
}
