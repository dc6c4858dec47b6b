package dev.hawser.driver;

import dev.hawser.machine.ConnectionState;
import org.jspecify.annotations.Nullable;

/**
 * One connection's place in the dial gate: held while queued and while dialling, never longer. Of
 * the connection's mailbox.
 */
final class GatePlace {
  private final DialGate gate;
  private DialGate.@Nullable Ticket ticket;
  private long link;

  /** Begins without a place. */
  GatePlace(DialGate gate) {
    this.gate = gate;
  }

  /** Asks for leave to dial that link; it is told on any thread. */
  void ask(long number, Runnable granted) {
    leave(); // a dial that is renewed still had its own
    link = number;
    ticket = gate.ask(granted);
  }

  /** Gives the place back unless it is that state's. */
  void keepFor(ConnectionState state) {
    boolean holds =
        state instanceof ConnectionState.Queued || state instanceof ConnectionState.Connecting;
    if (!(holds && state.attempt().link() == link)) {
      leave();
    }
  }

  private void leave() {
    if (ticket != null) {
      ticket.leave();
      ticket = null;
    }
  }
}
