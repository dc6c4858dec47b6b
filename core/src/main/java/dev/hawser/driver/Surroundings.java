package dev.hawser.driver;

import dev.hawser.close.Ending;
import dev.hawser.diagnosis.LocalAddress;
import dev.hawser.machine.Attempt;
import dev.hawser.time.Timers;
import java.util.List;

/**
 * What one connection's links live and end in: their origin's history and this machine's addresses,
 * which it adds to and asks for.
 */
final class Surroundings {
  private final Origins origins;
  private final Timers timers;
  private final long identity;

  /** Begins as a connection that no other one is. */
  Surroundings(Origins origins, Timers timers) {
    this.origins = origins;
    this.timers = timers;
    identity = origins.newConnection();
  }

  /** A link opened: remembers it, and where on this machine it begins. */
  void opened(SessionLink link) {
    String origin = link.origin;
    if (origin != null) {
      origins.opened(origin, timers.nanos());
    }
    link.from = origins.addresses().from(link.handshake().remoteAddress());
  }

  /**
   * Returns what stood behind a link when its end began: asked for once, for a link's end is one
   * loss.
   *
   * @param now where the connection stands, which may be at a later link
   */
  Background behind(SessionLink link, Ending ending, Attempt now) {
    Background known = link.background;
    if (known == null) {
      known =
          new Background(
              now.link() == link.number() ? now.streak().endings() : List.of(),
              origins.ended(link.origin, ending, timers.nanos(), identity),
              address(link, ending));
      link.background = known;
    }
    return known;
  }

  private LocalAddress address(SessionLink link, Ending ending) {
    return link.hasOpened()
        ? origins.became(link.from, link.handshake().remoteAddress(), ending)
        : LocalAddress.UNKNOWN;
  }
}
