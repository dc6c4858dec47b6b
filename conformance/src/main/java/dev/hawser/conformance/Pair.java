package dev.hawser.conformance;

import dev.hawser.close.Role;
import dev.hawser.transport.Link;

/**
 * One open link and the raw peer at its other end.
 *
 * @param role the side the transport under test plays
 * @param app the application on it
 * @param peer the other end
 */
public record Pair(Role role, App app, RawPeer peer) {
  /** Returns the link. */
  public Link link() {
    return app.link();
  }
}
