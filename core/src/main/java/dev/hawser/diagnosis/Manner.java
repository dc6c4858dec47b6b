package dev.hawser.diagnosis;

import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.TransportEnd;

/** How a link ended, as roughly as losses are compared with each other. */
public enum Manner {
  /** This side wanted it. */
  WANTED,
  /** The peer sent a Close frame. */
  CLOSED,
  /** The line ended without a Close frame of the peer. */
  CUT,
  /** Nothing came through any more. */
  SILENT,
  /** Something else was wrong with an open link. */
  FAULT,
  /** The upgrade was answered with another status. */
  REFUSED,
  /** No valid answer was had. */
  UNREACHED;

  /** Returns how that link ended. */
  public static Manner of(Ending ending) {
    if (ending instanceof Ending.Refused) {
      return REFUSED;
    }
    if (ending instanceof Ending.Unreachable) {
      return UNREACHED;
    }
    if (ending instanceof Ending.Failed failed) {
      return failed.fault() == Fault.HEARTBEAT_TIMEOUT ? SILENT : FAULT;
    }
    if (ending instanceof Ending.Dropped) {
      TransportEnd end = ending.facts().frames().transportEnd();
      return end == TransportEnd.WRITE_TIMEOUT ? SILENT : CUT;
    }
    boolean ours = ending.by() == Initiator.USER || ending.by() == Initiator.LIBRARY;
    return ours || ending instanceof Ending.Aborted ? WANTED : CLOSED;
  }
}
