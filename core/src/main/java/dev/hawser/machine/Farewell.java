package dev.hawser.machine;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Role;
import dev.hawser.machine.LinkEffect.SendClose;
import dev.hawser.machine.LinkFinish.ByFault;

/**
 * How far the closing of a link has come.
 *
 * @param finish how the link ends if all goes well from here
 * @param ours how far our Close got
 * @param received whether the peer's Close came
 * @param peerEnded whether the peer's direction of TCP ended
 */
public record Farewell(LinkFinish finish, Ours ours, boolean received, boolean peerEnded) {
  /** How far our Close got. */
  public enum Ours {
    /** It waits behind messages. */
    QUEUED,
    /** It stands behind what was written; nothing follows it. */
    SENT,
    /** The system took it. */
    WRITTEN
  }

  /** Returns the start of a closing that is to end so. */
  static Farewell to(LinkFinish finish) {
    return new Farewell(finish, Ours.QUEUED, false, false);
  }

  /** Returns the answer to a Close: the same code, empty to empty (RFC 6455 s.5.5.1). */
  static SendClose answer(CloseReason reason) {
    return new SendClose(CloseReason.of(reason.code()), true);
  }

  Farewell sent(Ours how) {
    return new Farewell(finish, how, received, peerEnded);
  }

  Farewell withTheirs() {
    return new Farewell(finish, ours, true, peerEnded);
  }

  Farewell withoutPeer() {
    return new Farewell(finish, ours, received, true);
  }

  /** Nothing more is owed but the end of TCP: the peer's Close came, or none is waited for. */
  boolean agreed() {
    return received || finish instanceof ByFault;
  }

  /** Nothing more is owed at all. */
  boolean complete() {
    return agreed() && peerEnded && ours == Ours.WRITTEN;
  }

  /** Returns how the link ends now: as it should if nothing was owed, else as the other says. */
  LinkFinish finishOr(LinkFinish other) {
    return agreed() ? finish : other;
  }

  /** RFC 6455 s.7.1.1: the server ends TCP first; s.7.1.7: after a fault, whoever found it may. */
  boolean endsTcpFirst(Role role) {
    return ours != Ours.QUEUED && (finish instanceof ByFault || (received && role == Role.SERVER));
  }
}
