package dev.hawser.cli;

import dev.hawser.Parting;
import dev.hawser.close.CloseCode;
import dev.hawser.close.CloseReason;
import dev.hawser.close.Ending;
import dev.hawser.close.Fault;
import dev.hawser.close.Initiator;
import dev.hawser.close.LinkFacts;
import dev.hawser.close.Phase;
import dev.hawser.close.Role;
import dev.hawser.close.Unreachability;
import dev.hawser.http.Headers;
import dev.hawser.http.HttpAnswer;
import java.nio.ByteBuffer;

/** Partings of every kind. */
public final class Partings {
  private static final LinkFacts FACTS = LinkFacts.bare(Role.CLIENT, Phase.OPEN);

  private Partings() {}

  public static Parting closed(Initiator by, CloseCode code) {
    return parting(new Ending.Closed(by, CloseReason.of(code), FACTS));
  }

  public static Parting dropped() {
    return parting(new Ending.Dropped(FACTS));
  }

  public static Parting failed(Fault fault) {
    return parting(new Ending.Failed(fault, "what was wrong", FACTS));
  }

  public static Parting refused(int status) {
    HttpAnswer answer = new HttpAnswer(status, Headers.empty(), ByteBuffer.allocate(0));
    return parting(new Ending.Refused(answer, LinkFacts.bare(Role.CLIENT, Phase.HANDSHAKING)));
  }

  public static Parting unreachable(Unreachability kind) {
    return parting(
        new Ending.Unreachable(kind, "why", LinkFacts.bare(Role.CLIENT, Phase.CONNECTING)));
  }

  public static Parting aborted(Initiator by) {
    return parting(new Ending.Aborted(by, true, FACTS));
  }

  private static Parting parting(Ending ending) {
    return new Parting(ending, 0);
  }
}
