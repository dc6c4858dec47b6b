package dev.hawser.diagnosis;

import dev.hawser.close.Phase;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The phases of a link's life in which a cause can end it. */
enum Stretch {
  LOOKUP(Phase.RESOLVING, Phase.RESOLVING),
  CONNECT(Phase.CONNECTING, Phase.CONNECTING),
  TLS(Phase.SECURING, Phase.SECURING),
  TLS_AND_UPGRADE(Phase.SECURING, Phase.HANDSHAKING),
  TUNNEL(Phase.CONNECTING, Phase.HANDSHAKING),
  UPGRADE(Phase.HANDSHAKING, Phase.HANDSHAKING),
  SERVED(Phase.HANDSHAKING, Phase.CLOSING),
  SESSION(Phase.OPEN, Phase.CLOSING),
  SECURED(Phase.SECURING, Phase.CLOSING),
  CONNECTED(Phase.CONNECTING, Phase.CLOSING),
  ALWAYS(Phase.RESOLVING, Phase.CLOSING);

  private final Phase first;
  private final Phase last;

  Stretch(Phase first, Phase last) {
    this.first = first;
    this.last = last;
  }

  /** Returns them in the order of life. */
  Set<Phase> phases() {
    return Collections.unmodifiableSet(EnumSet.range(first, last));
  }
}
