package dev.hawser.gateway.parting;

import dev.hawser.close.CloseReason;
import org.jspecify.annotations.Nullable;

/**
 * What ended a session, and which Close each side is told for it; a row of table (b).
 *
 * @param party who began
 * @param token what happened, such as {@code upstream_reset}
 * @param toClient the Close for the client, null where the link has nothing more to be told
 * @param toUpstream the Close for the upstream, null where the link has nothing more to be told
 */
public record FirstCause(
    Party party, String token, @Nullable CloseReason toClient, @Nullable CloseReason toUpstream) {
  /** Who began the end of a session. */
  public enum Party {
    /** The client, or the way to it. */
    CLIENT,
    /** The upstream, or the way to it. */
    UPSTREAM,
    /** The gateway: a limit, a restart, a failure of its own. */
    GATEWAY
  }
}
