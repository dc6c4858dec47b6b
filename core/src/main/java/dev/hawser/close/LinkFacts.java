package dev.hawser.close;

import org.jspecify.annotations.Nullable;

/**
 * Everything that was seen of one link, from dial to end.
 *
 * <p>Immutable; holds no payload of any message.
 *
 * @param role the side this endpoint played
 * @param phase the phase in which the end began: a link that lost its line while open says {@code
 *     OPEN}, one that saw a Close frame {@code CLOSING}
 * @param timeline how long each phase lasted
 * @param frames Close frames each way and the transport's end
 * @param traffic what passed
 * @param peer what is known of the other end
 * @param exception what the runtime threw, null when nothing was
 * @param own what happened on this side
 */
public record LinkFacts(
    Role role,
    Phase phase,
    Timeline timeline,
    CloseFrames frames,
    Traffic traffic,
    Peer peer,
    @Nullable Throwable exception,
    OwnSide own) {
  /** Facts of a link on whose own side nothing happened. */
  public LinkFacts(
      Role role,
      Phase phase,
      Timeline timeline,
      CloseFrames frames,
      Traffic traffic,
      Peer peer,
      @Nullable Throwable exception) {
    this(role, phase, timeline, frames, traffic, peer, exception, OwnSide.CALM);
  }

  /** Returns the facts of a link of which nothing was seen but the phase it ended in. */
  public static LinkFacts bare(Role role, Phase phase) {
    return new LinkFacts(
        role, phase, Timeline.NONE, CloseFrames.NONE, Traffic.NONE, Peer.UNKNOWN, null);
  }

  /** Returns a copy with other frames. */
  public LinkFacts with(CloseFrames other) {
    return new LinkFacts(role, phase, timeline, other, traffic, peer, exception, own);
  }

  /** Returns a copy with another timeline. */
  public LinkFacts with(Timeline other) {
    return new LinkFacts(role, phase, other, frames, traffic, peer, exception, own);
  }

  /** Returns a copy with other traffic. */
  public LinkFacts with(Traffic other) {
    return new LinkFacts(role, phase, timeline, frames, other, peer, exception, own);
  }

  /** Returns a copy with another peer. */
  public LinkFacts with(Peer other) {
    return new LinkFacts(role, phase, timeline, frames, traffic, other, exception, own);
  }

  /** Returns a copy with another exception, or none. */
  public LinkFacts withException(@Nullable Throwable other) {
    return new LinkFacts(role, phase, timeline, frames, traffic, peer, other, own);
  }

  /** Returns a copy with another account of this side. */
  public LinkFacts with(OwnSide other) {
    return new LinkFacts(role, phase, timeline, frames, traffic, peer, exception, other);
  }
}
