package dev.hawser.transport;

import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;

/** Close reasons that tests use. */
final class Reasons {
  static final CloseReason NORMAL = CloseReason.of(CloseCode.NORMAL_CLOSURE, "done");
  static final CloseReason RESTART = CloseReason.of(CloseCode.SERVICE_RESTART, "back soon");

  private Reasons() {}
}
