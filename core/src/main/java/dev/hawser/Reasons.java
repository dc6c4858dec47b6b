package dev.hawser;

import dev.hawser.close.CloseReason;
import dev.hawser.close.Role;

/** Checks close reasons where they enter. */
final class Reasons {
  private Reasons() {}

  static CloseReason requireSendable(CloseReason reason, Role role) {
    // The empty Close carries no code, so there is none to forbid (RFC 6455 s.5.5.1).
    return reason.equals(CloseReason.NONE) ? reason : reason.requireSendableBy(role);
  }
}
