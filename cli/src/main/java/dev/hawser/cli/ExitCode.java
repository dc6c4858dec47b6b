package dev.hawser.cli;

import dev.hawser.Parting;
import dev.hawser.close.CloseCode;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;

/** What the process's exit status says. */
public enum ExitCode {
  /** 0: it was done; a connection was closed by this side or with 1000. */
  OK(0),
  /**
   * 1: something failed that has no status of its own; a demo in which a fault was not survived.
   */
  FAILED(1),
  /** 2: the command line makes no sense; what is allowed was said. */
  USAGE(2),
  /** 3: no answer could be had: name, address, TLS or a response that is no WebSocket's. */
  UNREACHABLE(3),
  /** 4: the server answered the handshake with an HTTP status. */
  REFUSED(4),
  /** 5: the peer closed, with another code than 1000. */
  CLOSED(5),
  /** 6: the line was lost (1006), found dead by the heartbeat included. */
  LOST(6),
  /** 7: this side gave the link up because the peer broke a rule or a limit. */
  GIVEN_UP(7);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  /** Returns the number the process exits with. */
  public int status() {
    return status;
  }

  /** Returns what a connection's last parting comes to. */
  public static ExitCode of(Parting parting) {
    Ending ending = parting.ending();
    if (ending.by() == Initiator.USER || ending.code().equals(CloseCode.NORMAL_CLOSURE)) {
      return OK;
    }
    if (ending instanceof Ending.Refused) {
      return REFUSED;
    }
    if (ending instanceof Ending.Unreachable) {
      return UNREACHABLE;
    }
    if (ending instanceof Ending.Closed) {
      return CLOSED;
    }
    if (ending instanceof Ending.Failed failed && failed.fault() != Fault.HEARTBEAT_TIMEOUT) {
      return GIVEN_UP;
    }
    return LOST;
  }
}
